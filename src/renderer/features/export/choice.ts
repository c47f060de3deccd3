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

/** Under which a choice is remembered: each list, tag and filter has its own. */
export function choiceKey(scope: ExportScope): string {
  switch (scope.kind) {
    case 'list':
      return scope.list
    case 'smart':
      return scope.smart
    case 'tag':
      return `#${scope.tag}`
    case 'all':
    case 'articles':
      return 'other'
  }
}

interface Choosing {
  scope: ExportScope | undefined
  /** The file is to be kept up to date. */
  keep: boolean
  opener: HTMLElement | null
}

export const useChoosing = create<Choosing>(() => ({ scope: undefined, keep: false, opener: null }))

/** Opens the export dialogue. */
export function chooseExport(scope: ExportScope, keep = false): void {
  useChoosing.setState({ scope, keep, opener: opener() })
}

/** What has the focus now and gets it back; not a menu or dialogue, which will be gone. */
export function opener(): HTMLElement | null {
  const now = document.activeElement
  return now instanceof HTMLElement && !now.closest('[role=dialog],[role=menu]') ? now : null
}
