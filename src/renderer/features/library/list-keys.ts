/** The keys of the article list. They work while the list has the focus. */
import { commandRegistry, type Command } from '../../ui/commands'
import { NOTHING, step, toggle, useSelection, type Selection } from './selection'

export function listCommands(options: {
  ids: readonly string[]
  focus(id: string): void
  open(id: string): void
  /** Opens it with its note. */
  note(id: string): void
  /** In a reading list in its own order. */
  move?: ((delta: number) => void) | undefined
  editWhy?: (() => void) | undefined
  section?: (() => void) | undefined
  due?: (() => void) | undefined
}): Command[] {
  const { ids, focus, open, note, move, editWhy, section, due } = options
  const go = (next: Selection): void => {
    useSelection.setState(next)
    if (next.cursor !== undefined) focus(next.cursor)
  }
  const state = (): Selection => useSelection.getState()
  const by =
    (delta: number, extend = false) =>
    () =>
      go(step(ids, state(), delta, extend))
  const group = 'List'
  const key = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `list.${id}`,
    title,
    group,
    keys,
    scope: 'list',
    hidden: true,
    run
  })
  const withCursor = (run: (id: string) => void) => () => {
    const { cursor } = state()
    if (cursor !== undefined) run(cursor)
  }
  return [
    key('next', 'Next article', ['j', 'ArrowDown'], by(1)),
    key('previous', 'Previous article', ['k', 'ArrowUp'], by(-1)),
    key('first', 'First article', ['Home'], by(-Infinity)),
    key('last', 'Last article', ['End'], by(Infinity)),
    key('page-down', 'A page down', ['PageDown'], by(8)),
    key('page-up', 'A page up', ['PageUp'], by(-8)),
    key('extend-down', 'Select downwards', ['Shift+ArrowDown', 'Shift+J'], by(1, true)),
    key('extend-up', 'Select upwards', ['Shift+ArrowUp', 'Shift+K'], by(-1, true)),
    key('select', 'Select', ['x'], () => go(toggle(state(), state().cursor ?? ids[0]))),
    key('select-all', 'Select all', ['$mod+A'], () => go({ ...state(), selected: new Set(ids) })),
    key('open', 'Open', ['o'], withCursor(open)),
    key('note', 'Write a note', ['n'], withCursor(note)),
    // The article beside the list scrolls without leaving the list.
    key(
      'page-article',
      'Scroll the open article',
      ['Space'],
      () => void commandRegistry.run('reader.page-down')
    ),
    key(
      'page-article-back',
      'Scroll the open article back',
      ['Shift+Space'],
      () => void commandRegistry.run('reader.page-up')
    ),
    ...(state().selected.size > 0
      ? [key('clear', 'Select none', ['Escape'], () => go({ ...NOTHING, cursor: state().cursor }))]
      : []),
    ...(move
      ? [
          key('move-up', 'Move up in the list', ['Alt+ArrowUp'], () => move(-1)),
          key('move-down', 'Move down in the list', ['Alt+ArrowDown'], () => move(1))
        ]
      : []),
    ...(editWhy ? [key('why', 'Why read it…', ['w'], editWhy)] : []),
    ...(section ? [{ ...key('section', 'Section on this list…', ['Shift+W'], section), hidden: false }] : []),
    ...(due ? [{ ...key('due', 'Due date on this list…', ['d'], due), hidden: false }] : [])
  ]
}
