/** The commands on articles: for the selection, the row with the cursor, or the open article. */
import type { Command } from '../../ui/commands'
import type { ArticleActions } from './article-actions'

export interface ArticleDialogs {
  tag(ids: readonly string[]): void
  addToList(ids: readonly string[]): void
  edit(id: string): void
  /** Asks the web for their details, after saying whom. */
  lookUp(ids: readonly string[]): void
  /** What the article's text was made from, other readings of it, and earlier versions. */
  text(id: string, tab: 'readings' | 'versions' | 'original'): void
  /** Its text from a file, or pasted, where it has none or a wrong one. */
  giveText(id: string, from: 'file' | 'paste'): void
  /** Asks which of them the others shall become part of. */
  merge(ids: readonly string[]): void
  /** Searches for what is most like it elsewhere in the library. */
  alike(id: string): void
  exportAll(ids: readonly string[]): void
  openLink(url: string): void
}

/** `targets` is asked at the moment of the command. `trash`: the trash is on screen. */
export function articleCommands(options: {
  targets(): readonly string[]
  hasTargets: boolean
  inTrash: boolean
  list: string | undefined
  actions: ArticleActions
  dialogs: ArticleDialogs
}): Command[] {
  const { targets, actions, dialogs, list } = options
  const group = 'Articles'
  const enabled = options.hasTargets
  const one = (run: (id: string) => void) => () => {
    const [id] = targets()
    if (id !== undefined) run(id)
  }
  const many = (run: (ids: readonly string[]) => void) => () => {
    const ids = targets()
    if (ids.length > 0) run(ids)
  }
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `article.${id}`,
    title,
    group,
    keys,
    enabled,
    run
  })
  return [
    command('star', 'Star or unstar', ['s'], many(actions.star)),
    command('tag', 'Tag…', ['t'], many(dialogs.tag)),
    command('list', 'Add to a reading list…', ['b'], many(dialogs.addToList)),
    command(
      'archive',
      'Archive',
      ['e'],
      many((ids) => actions.moveTo(ids, 'archive'))
    ),
    command(
      'later',
      'Read later',
      ['l'],
      many((ids) => actions.moveTo(ids, 'later'))
    ),
    command(
      'reading',
      'Move to Reading',
      [],
      many((ids) => actions.moveTo(ids, 'reading'))
    ),
    command(
      'inbox',
      'Move to Inbox',
      [],
      many((ids) => actions.moveTo(ids, 'inbox'))
    ),
    command('cite', 'Copy citation', ['y'], many(actions.cite)),
    command('read', 'Mark as read or unread', ['m'], many(actions.read)),
    command('edit', 'Edit details…', ['Shift+E'], one(dialogs.edit)),
    command('look-up', 'Look up details online…', [], many(dialogs.lookUp)),
    command(
      'original',
      'Open the original',
      ['v'],
      one((id) => actions.original(id, dialogs.openLink))
    ),
    command('alike', 'More like this', [], one(dialogs.alike)),
    command('again', 'Capture again', [], one(actions.again)),
    command(
      'give-file',
      'Give it a text from a file…',
      [],
      one((id) => dialogs.giveText(id, 'file'))
    ),
    command(
      'give-text',
      'Give it a pasted text…',
      [],
      one((id) => dialogs.giveText(id, 'paste'))
    ),
    command(
      'readings',
      'This looks wrong…',
      [],
      one((id) => dialogs.text(id, 'readings'))
    ),
    command(
      'versions',
      'Versions of the text…',
      [],
      one((id) => dialogs.text(id, 'versions'))
    ),
    command(
      'saved-original',
      'View the saved original…',
      [],
      one((id) => dialogs.text(id, 'original'))
    ),
    command(
      'merge',
      'Merge the selected articles…',
      [],
      many((ids) => (ids.length > 1 ? dialogs.merge(ids) : actions.needsTwo()))
    ),
    ...(list === undefined
      ? []
      : [
          command(
            'take',
            'Take off this reading list',
            [],
            many((ids) => actions.takeFromList(list, ids))
          )
        ]),
    options.inTrash
      ? command('restore', 'Restore from the trash', [], many(actions.restore))
      : command('trash', 'Move to the trash', ['#'], many(actions.trash)),
    ...(options.inTrash
      ? []
      : [
          {
            ...command('trash-key', 'Move to the trash', ['Delete'], many(actions.trash)),
            scope: 'list',
            hidden: true
          }
        ])
  ]
}
