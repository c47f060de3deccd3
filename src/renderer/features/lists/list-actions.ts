/** What can be done to a whole reading list; each says what it did and offers undo. */
import { useMemo } from 'react'
import { useApi } from '../../api/context'
import type { Command } from '../../ui/commands'
import { undoToast } from '../../ui/undo-toast'

export interface ListFacts {
  id: string
  name: string
  archived?: boolean | undefined
}

export interface ListActions {
  /** `then` is told the id of the copy. */
  duplicate(list: ListFacts, then?: (copy: string) => void): void
  archive(list: ListFacts, archived: boolean): void
  trash(list: ListFacts, then: () => void): void
  /** `then` is called with the list both are now. */
  merge(list: ListFacts, into: ListFacts, then: (into: string) => void): void
}

export function useListActions(): ListActions {
  const { call, report } = useApi()
  return useMemo(
    () => ({
      duplicate: ({ id }, then) =>
        void call['lists.duplicate']({ id }).then((copy) => {
          then?.(copy.id)
          undoToast(`Made the reading list “${copy.name}”`)
        }, report),
      archive: ({ id, name }, archived) =>
        void call['lists.archive']({ id, archived }).then(
          () => undoToast(archived ? `Archived “${name}”` : `Took “${name}” out of the archive`),
          report
        ),
      trash: ({ id, name }, then) =>
        void call['lists.trash']({ id }).then(() => {
          undoToast(`Deleted the reading list “${name}”`)
          then()
        }, report),
      merge: ({ id, name }, into, then) =>
        void call['lists.merge']({ id, into: into.id }).then(() => {
          undoToast(`Merged “${name}” into “${into.name}”`)
          then(into.id)
        }, report)
    }),
    [call, report]
  )
}

/** The ways from a list to its dialogs. */
export interface ListDoors {
  rename(): void
  about(): void
  merge(): void
}

/** For the palette: what can be done with the list on screen. */
export function readingListCommands(options: {
  list: ListFacts | undefined
  actions: ListActions
  doors: ListDoors
  onOpen(id: string): void
  onDeleted(): void
  /** Whether any list is put away. */
  hasArchived: boolean
  onArchived(): void
}): Command[] {
  const { list, actions, doors } = options
  const command = (id: string, title: string, run: (list: ListFacts) => void): Command => ({
    id: `reading-list.${id}`,
    title,
    group: 'Reading list',
    keys: [],
    enabled: list !== undefined,
    run: () => list && run(list)
  })
  const archived = list?.archived === true
  return [
    command('rename', 'Rename this reading list…', doors.rename),
    command('about', 'Description and due date of this reading list…', doors.about),
    command('duplicate', 'Duplicate this reading list', (l) => actions.duplicate(l, options.onOpen)),
    command('merge', 'Merge this reading list into another…', doors.merge),
    command(
      'archive',
      archived ? 'Take this reading list out of the archive' : 'Archive this reading list',
      (l) => actions.archive(l, !archived)
    ),
    command('trash', 'Delete this reading list', (l) => actions.trash(l, options.onDeleted)),
    {
      ...command('archived', 'Archived lists…', () => undefined),
      enabled: options.hasArchived,
      run: options.onArchived
    }
  ]
}
