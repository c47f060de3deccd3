/** The commands that work everywhere. */
import type { Command } from '../ui/commands'
import { ALL, PLACES, STARRED, TRASH } from './places'
import type { Page } from './routes'
import { openDialog, openPalette } from './shell-state'

export function appCommands(options: {
  go(page: Page): void
  toggleLibrary(): void
  cyclePanes(delta: number): void
  /** An article was opened from the search page or the highlights. */
  canGoBackToResults: boolean
  backToResults(): void
  hasSample: boolean
  removeSample(): void
  trash: boolean
}): Command[] {
  const { go } = options
  const general = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `app.${id}`,
    title,
    group: 'General',
    keys,
    run
  })
  return [
    {
      ...general('palette', 'Search or run a command', ['$mod+K'], () => openPalette()),
      inFields: true,
      hidden: true
    },
    general('search', 'Search everything', ['/'], () => go({ kind: 'search', query: '' })),
    general('add', 'Add articles…', ['a'], () => openDialog({ kind: 'add' })),
    general('new-list', 'New reading list…', [], () => openDialog({ kind: 'new-list', articles: [] })),
    general('library-pane', 'Show or hide the library', ['['], options.toggleLibrary),
    general('library', 'About this library…', [], () => openDialog({ kind: 'library' })),
    general('trashed', 'Highlights, notes and lists in the trash…', [], () =>
      openDialog({ kind: 'trashed' })
    ),
    general('browser', 'Save from the browser…', [], () => openDialog({ kind: 'browser' })),
    general('watch', 'Watched folder…', [], () => openDialog({ kind: 'watch' })),
    general('ledger', 'What left this computer…', [], () => openDialog({ kind: 'ledger' })),
    general('settings', 'Settings…', ['$mod+,'], () => openDialog({ kind: 'settings' })),
    general('help', 'Keys', ['?'], () => openDialog({ kind: 'help' })),
    {
      ...general('remove-sample', 'Remove the sample library', [], options.removeSample),
      enabled: options.hasSample
    },
    {
      ...general('next-pane', 'Next pane', ['F6'], () => options.cyclePanes(1)),
      hidden: true,
      inFields: true
    },
    {
      ...general('previous-pane', 'Previous pane', ['Shift+F6'], () => options.cyclePanes(-1)),
      hidden: true,
      inFields: true
    },
    {
      ...general('results', 'Back to the results', ['Escape'], options.backToResults),
      enabled: options.canGoBackToResults,
      last: true
    },
    { ...general('back', 'Back', ['Alt+ArrowLeft'], () => history.back()), hidden: true },
    { ...general('forward', 'Forward', ['Alt+ArrowRight'], () => history.forward()), hidden: true },
    ...[...PLACES, STARRED, ALL, TRASH].map((place) => ({
      id: `go.${place.name.toLowerCase()}`,
      title: place.name,
      group: 'Go to',
      keys: [place.key],
      enabled: place !== TRASH || options.trash,
      run: () => go(place.page)
    }))
  ]
}
