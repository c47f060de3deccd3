/** What the palette offers for the reading list on screen. */
import { useLists } from '../api/queries'
import { readingListCommands, useListActions, type ListDoors, type ListFacts } from '../features/lists'
import type { Command } from '../ui/commands'
import type { Page } from './routes'
import { openDialog } from './shell-state'

/** The dialogs of one list. */
export function listDoors({ id, name }: ListFacts): ListDoors {
  return {
    rename: () => openDialog({ kind: 'rename-list', list: id, name }),
    about: () => openDialog({ kind: 'about-list', list: id }),
    merge: () => openDialog({ kind: 'merge-list', list: id, name })
  }
}

export function useListCommands(page: Page, onGo: (page: Page) => void): Command[] {
  const lists = useLists().data ?? []
  const actions = useListActions()
  const list = page.kind === 'list' ? lists.find((l) => l.id === page.list) : undefined
  return readingListCommands({
    list,
    actions,
    doors: listDoors(list ?? { id: '', name: '' }),
    onOpen: (id) => onGo({ kind: 'list', list: id }),
    onDeleted: () => onGo({ kind: 'state', state: 'inbox' }),
    hasArchived: lists.some((l) => l.archived === true),
    onArchived: () => openDialog({ kind: 'archived-lists' })
  })
}
