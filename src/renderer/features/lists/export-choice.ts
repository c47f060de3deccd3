/** Which export is being chosen, and what was chosen before. */
import { create } from 'zustand'
import type { ExportScope, RememberedExport } from '#shared/contract/exchange'

/** An annotated bibliography: everything beside the references, in the order of the list. */
export const ANNOTATED: RememberedExport = {
  format: 'docx',
  style: null,
  include: { why: true, notes: true, highlights: true, tags: true, text: false },
  order: 'list'
}

/** Under which a choice is remembered: each list has its own. */
export const choiceKey = (scope: ExportScope): string => (scope.kind === 'list' ? scope.list : 'other')

interface Choosing {
  scope: ExportScope | undefined
  opener: HTMLElement | null
}

export const useChoosing = create<Choosing>(() => ({ scope: undefined, opener: null }))

/** Opens the export dialogue. */
export function chooseExport(scope: ExportScope): void {
  const now = document.activeElement
  const opener = now instanceof HTMLElement && !now.closest('[role=dialog],[role=menu]') ? now : null
  useChoosing.setState({ scope, opener })
}
