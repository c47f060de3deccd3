/** The highlights of the open article: where they stand, which one is active, and every change of them. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { CarrelError } from '#shared/contract/errors'
import type { Annotation, HighlightColor, PageArea } from '#shared/contract/records'
import { describe } from '#shared/domain/anchor'
import { useApi } from '../../../api/context'
import { keys, useAnnotations } from '../../../api/queries'
import { announce } from '../../../ui/announce'
import { undoToast } from '../../../ui/undo-toast'
import { changePending, PENDING, pendingId, usePending } from './pending'
import { placeAll, type Placed } from './placement'

/** Where a new highlight stands on the pages of a PDF. */
export interface OnPages {
  pages: PageArea[]
  /** The name of a part of a page that is not text; its words then play no part. */
  region?: string
}
/** As much of a document as highlights need. */
export interface WithText {
  readonly map: { readonly text: string }
}

export interface Highlights {
  placed: readonly Placed[]
  unplaced: readonly Annotation[]
  active: string | undefined
  /** The one whose note is being written. */
  editing: string | undefined
  activate(id: string | undefined): void
  edit(id: string | undefined): void
  /** Painted at once; taken back when it cannot be saved. Resolves with its id once it is on disk. */
  create(start: number, end: number, color: HighlightColor, onPages?: OnPages): Promise<string | undefined>
  recolour(id: string, color: HighlightColor): void
  /** true once the note is on disk. */
  saveNote(id: string, note: string): Promise<boolean>
  remove(id: string): void
  /** Gives a highlight that found no place this one. */
  place(id: string, start: number, end: number): void
  /** Stops looking for a place: the words and the note are kept. */
  keepAsQuote(id: string): void
}

const NONE: readonly Annotation[] = []

/** `regions`: parts of pages are on screen too, not only text. */
export function useHighlights(doc: WithText | undefined, articleId: string, regions = false): Highlights {
  const { call, report } = useApi()
  const client = useQueryClient()
  const saved = useAnnotations(articleId).data ?? NONE
  const pending = usePending(articleId)
  const [active, setActive] = useState<string>()
  const [editing, setEditing] = useState<string>()

  const { placed, unplaced } = useMemo(() => {
    if (!doc) return { placed: [], unplaced: [] }
    const known = new Set(saved.map((a) => a.id))
    const all = placeAll(doc.map.text, [...saved, ...pending.filter((a) => !known.has(a.id))], regions)
    return { placed: all.placed, unplaced: all.unplaced.filter((a) => a.detached !== true) }
  }, [doc, saved, pending, regions])

  useEffect(() => {
    const known = new Set(saved.map((a) => a.id))
    changePending(articleId, (all) =>
      all.some((a) => known.has(a.id)) ? all.filter((a) => !known.has(a.id)) : all
    )
  }, [saved, articleId])

  const put = useCallback(
    (annotation: Annotation) =>
      client.setQueryData<Annotation[]>(keys.annotations(articleId), (old = []) => [
        ...old.filter((a) => a.id !== annotation.id),
        annotation
      ]),
    [client, articleId]
  )
  const again = useCallback(
    () => client.invalidateQueries({ queryKey: keys.annotations(articleId) }),
    [client, articleId]
  )

  const create = useCallback(
    async (
      start: number,
      end: number,
      color: HighlightColor,
      onPages?: OnPages
    ): Promise<string | undefined> => {
      const region = onPages?.region
      const selectors =
        region === undefined
          ? doc && describe(doc.map.text, start, end)
          : { quote: { exact: region, prefix: '', suffix: '' }, position: { start, end } }
      if (!selectors) return undefined
      if (selectors.quote.exact.length > 100_000) {
        report(
          new CarrelError('TOO_LARGE', 'This passage is too long for one highlight. Nothing was highlighted.')
        )
        return undefined
      }
      const now = new Date().toISOString()
      const draft: Annotation = {
        id: pendingId(),
        rev: 0,
        n: 0,
        created: now,
        updated: now,
        article: articleId,
        text: '',
        ...selectors,
        ...(onPages ? { pages: onPages.pages } : {}),
        ...(region === undefined ? {} : { region: true }),
        color,
        note: '',
        tags: []
      }
      changePending(articleId, (all) => [...all, draft])
      try {
        const annotation = await call['annotations.create']({
          article: articleId,
          ...selectors,
          ...(onPages ? { pages: onPages.pages } : {}),
          ...(region === undefined ? {} : { region: true }),
          color
        })
        put(annotation)
        // It stays here until the list has it, so that it is painted and active without a gap.
        changePending(articleId, (all) => all.map((a) => (a === draft ? annotation : a)))
        setActive(annotation.id)
        announce(`Highlighted, ${color}`)
        return annotation.id
      } catch (error) {
        changePending(articleId, (all) => all.filter((a) => a !== draft))
        report(error)
        return undefined
      }
    },
    [doc, articleId, call, put, report]
  )

  /** Shown at once; when it cannot be saved, what the core has is asked for again. */
  const update = useCallback(
    async (id: string, change: Parameters<(typeof call)['annotations.update']>[0]): Promise<boolean> => {
      if (id.startsWith(PENDING)) return false
      const old = client.getQueryData<Annotation[]>(keys.annotations(articleId))?.find((a) => a.id === id)
      if (old)
        put({
          ...old,
          color: change.color ?? old.color,
          note: change.note ?? old.note,
          ...change.place,
          ...(change.detached === undefined ? {} : { detached: change.detached })
        })
      try {
        put(await call['annotations.update'](change))
        return true
      } catch (error) {
        report(error)
        void again()
        return false
      }
    },
    [again, articleId, call, client, put, report]
  )

  const remove = useCallback(
    (id: string) => {
      if (id.startsWith(PENDING)) return
      client.setQueryData<Annotation[]>(keys.annotations(articleId), (old = []) =>
        old.filter((a) => a.id !== id)
      )
      setActive((now) => (now === id ? undefined : now))
      setEditing((now) => (now === id ? undefined : now))
      call['annotations.remove']({ ids: [id] }).then(
        () => undoToast('Deleted the highlight'),
        (error: unknown) => {
          report(error)
          void again()
        }
      )
    },
    [again, articleId, call, client, report]
  )

  const recolour = useCallback(
    (id: string, color: HighlightColor) => {
      void update(id, { id, color }).then((ok) => ok && announce(`Recoloured, ${color}`))
    },
    [update]
  )
  const saveNote = useCallback((id: string, note: string) => update(id, { id, note }), [update])
  const place = useCallback(
    (id: string, start: number, end: number) => {
      const selectors = doc && describe(doc.map.text, start, end)
      if (selectors) void update(id, { id, place: selectors }).then((ok) => ok && announce('Placed'))
    },
    [doc, update]
  )
  const keepAsQuote = useCallback(
    (id: string) =>
      void update(id, { id, detached: true }).then((ok) => ok && announce('Kept as a quotation')),
    [update]
  )
  const activate = useCallback((id: string | undefined) => setActive(id), [])
  const edit = useCallback((id: string | undefined) => {
    setEditing(id)
    if (id !== undefined) setActive(id)
  }, [])

  return {
    placed,
    unplaced,
    active,
    editing,
    activate,
    edit,
    create,
    recolour,
    saveNote,
    remove,
    place,
    keepAsQuote
  }
}
