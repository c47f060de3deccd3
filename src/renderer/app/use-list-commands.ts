/** What the palette offers for the reading list on screen. */
import { useLists } from '../api/queries'
import { useShare } from '../features/export'
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
  const { share, print } = useShare()
  const handOn = (id: string, title: string, run: (list: string) => void): Command => ({
    id: `reading-list.${id}`,
    title,
    group: 'Reading list',
    enabled: list !== undefined,
    run: () => list && run(list.id)
  })
  const commands = readingListCommands({
    list,
    actions,
    doors: listDoors(list ?? { id: '', name: '' }),
    onOpen: (id) => onGo({ kind: 'list', list: id }),
    onDeleted: () => onGo({ kind: 'state', state: 'inbox' }),
    hasArchived: lists.some((l) => l.archived === true),
    onArchived: () => openDialog({ kind: 'archived-lists' })
  })
  return [
    ...commands,
    handOn('share', 'Share this reading list as one HTML file', (id) => share(id, 'list')),
    handOn('share-notes', 'Share this reading list with highlights and notes as one HTML file', (id) =>
      share(id, 'notes')
    ),
    handOn('share-texts', 'Share this reading list with the whole articles as one HTML file', (id) =>
      share(id, 'texts')
    ),
    handOn('print', 'Print this reading list…', print)
  ]
}
