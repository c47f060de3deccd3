/** The files that are kept up to date, as the core tells of them. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { KeptFile } from '#shared/contract/keep'
import { useApi } from '../../api/context'
import { keys } from '../../api/queries'
import { showToast } from '../../ui/toasts'

export function useKept(): readonly KeptFile[] {
  const { call } = useApi()
  return (
    useQuery({ queryKey: [...keys.settings, 'kept'], queryFn: () => call['keep.list']({}) }).data?.files ??
    NONE
  )
}
const NONE: readonly KeptFile[] = []

/** A word about each file that cannot be kept, once, wherever in Carrel the person is. */
export function useKeptProblems(show: () => void): void {
  const files = useKept()
  const said = useRef(new Map<string, string>())
  useEffect(() => {
    const now = new Map(
      files.flatMap((f) => (f.problem && !f.paused ? [[f.id, f.problem.message] as const] : []))
    )
    for (const [id, message] of now)
      if (said.current.get(id) !== message)
        showToast({
          message: `Not kept up to date: ${message}`,
          kind: 'error',
          action: { label: 'Show', run: show }
        })
    said.current = now
  }, [files, show])
}

export const nameOfFile = (path: string): string => path.split(/[/\\]/).at(-1) ?? path

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** `at 12:03`; `on 9 Mar 2026`. */
export function whenWritten(iso: string, now = new Date()): string {
  const at = new Date(iso)
  return at.toDateString() === now.toDateString() ? `at ${TIME.format(at)}` : `on ${DAY.format(at)}`
}
