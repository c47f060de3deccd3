/**
 * Highlights that are painted and not yet on the disk, by article. They outlive the reader that made them: when the
 * disk refuses, the person may leave the article and come back, and still sees what is kept for it in memory.
 */
import { useCallback, useSyncExternalStore } from 'react'
import type { Annotation } from '#shared/contract/records'

/** Ids of highlights that are painted and not yet saved. */
export const PENDING = 'pending-'

const NONE: readonly Annotation[] = []
const byArticle = new Map<string, readonly Annotation[]>()
const listeners = new Set<() => void>()
let last = 0

/** An id of one's own until the core gives one. */
export function pendingId(): string {
  return PENDING + String(++last)
}

export function changePending(
  article: string,
  change: (all: readonly Annotation[]) => readonly Annotation[]
): void {
  const before = byArticle.get(article) ?? NONE
  const after = change(before)
  if (after === before) return
  if (after.length > 0) byArticle.set(article, after)
  else byArticle.delete(article)
  for (const listener of listeners) listener()
}

export function usePending(article: string): readonly Annotation[] {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => byArticle.get(article) ?? NONE, [article])
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
