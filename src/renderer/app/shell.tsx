/** The window: library, list and page, whatever its width; and everything that lies over them. */
import { useCallback, useEffect, useMemo, useRef, type ReactNode } from 'react'
import type { LibraryInfo } from '#shared/contract/library'
import { useApi } from '../api/context'
import { useInfoOf, useSetting } from '../api/queries'
import {
  articleCommands,
  targetsOf,
  useArticleActions,
  useSelection,
  type ArticleDialogs
} from '../features/library'
import { useInterrupted } from '../features/capture'
import { chooseExport, ExportDialog, KeptDialog, openKept, useKeptProblems } from '../features/export'
import { useRemoveSample, useTheme } from '../features/settings'
import { announce } from '../ui/announce'
import { commandRegistry, useCommands } from '../ui/commands'
import { appCommands } from './app-commands'
import { Dialogs } from './dialogs'
import { DropAnywhere } from './drop'
import { cyclePanes, focusNoteSoon, focusPane, focusPaneSoon } from './focus'
import { currentPane, useKeys } from './keys'
import { ListPane } from './list-pane'
import { openHit } from './open-hit'
import { PagePane } from './page'
import { Palette } from './palette'
import { Panes, paneSizes } from './panes'
import { Rail } from './rail'
import { hasTrash } from './places'
import { isWidePage, likeQuery, useRoute, type Page } from './routes'
import { openDialog, useShell } from './shell-state'
import css from './shell.module.css'
import { EditCommands } from './edit-commands'
import { SaveSign } from './save-sign'
import { Sidebar } from './sidebar'
import { useArrivals } from './use-arrivals'
import { useDeepLink } from './use-deep-link'
import { useExportPage } from './use-export-page'
import { useListCommands } from './use-list-commands'
import { useLink } from './use-link'
import { useToastPlace } from './use-toast-place'
import { useTitle } from './use-title'
import { useWindowWidth } from './use-window-width'

const openAdd = (): void => openDialog({ kind: 'add' })
const HOME: Page = { kind: 'state', state: 'inbox' }

/** What the window as a whole depends on: not the counts, which change with every article that is added. */
const factsOf = (info: LibraryInfo): { nothing: boolean; sample: boolean; trash: boolean } => ({
  nothing: info.articles === 0 && !hasTrash(info.counts),
  sample: info.sample,
  trash: hasTrash(info.counts)
})

export function Shell(): ReactNode {
  const api = useApi()
  const { call, report } = api
  const { page, article, go, open, close } = useRoute()
  const { focusMode: focusWanted, drawer } = useShell()
  const facts = useInfoOf(factsOf)
  const [panes, setPanes] = useSetting('panes')
  const [appearance] = useSetting('appearance')
  const [keySetting] = useSetting('keys')
  const [looks] = useSetting('looks')
  const [welcomed] = useSetting('welcome')
  const { width, narrow } = useWindowWidth()
  const openLink = useLink()
  const actions = useArticleActions()
  const removeSample = useRemoveSample()
  const ids = useRef<readonly string[]>([])

  useTheme((article === undefined ? undefined : looks[article]?.theme) ?? appearance.theme)
  useKeys(keySetting.singleLetters)
  useEffect(() => commandRegistry.setKeys(keySetting.changed, keySetting.singleLetters), [keySetting])
  useTitle(page, article)
  useDeepLink()
  useArrivals(open)
  useKeptProblems(openKept)
  useInterrupted(openAdd)

  const welcome = facts?.nothing === true && !welcomed.done && article === undefined
  const isWide = isWidePage(page)
  const writing = page.kind === 'notes' && page.note !== undefined
  const focusMode = focusWanted && (article !== undefined || writing)
  const listPage = useRef<Page>(HOME)
  if (!isWide) listPage.current = page

  const dialogs = useMemo<ArticleDialogs>(
    () => ({
      tag: (articles) => openDialog({ kind: 'tags', articles: [...articles] }),
      addToList: (articles) => openDialog({ kind: 'lists', articles: [...articles] }),
      edit: (id) => openDialog({ kind: 'edit', article: id }),
      lookUp: (articles) => openDialog({ kind: 'look-up', articles: [...articles] }),
      giveText: (article, from) => openDialog({ kind: 'give-text', article, from }),
      text: (article, tab) => openDialog({ kind: 'text', article, tab }),
      merge: (articles) => openDialog({ kind: 'merge', articles: [...articles] }),
      alike: (id) => {
        call['articles.get']({ id })
          .then(({ citekey }) => go({ kind: 'search', query: likeQuery(id, citekey) }))
          .catch(report)
      },
      exportAll: (ids) => chooseExport({ kind: 'articles', ids: [...ids] }),
      openLink
    }),
    [openLink, call, report, go]
  )
  const onGo = useCallback(
    (to: Page) => {
      const { page: from } = useRoute.getState()
      go(to)
      const stays = to.kind === 'notes' && from.kind === 'notes' && to.note !== undefined
      useShell.setState((s) => ({ drawer: !isWidePage(to), focusMode: stays && s.focusMode }))
    },
    [go]
  )
  const onOpen = useCallback(
    (id: string) => {
      const byKey = document.activeElement?.matches('[role=option]:focus-visible') === true
      open(id)
      useShell.setState({ drawer: false })
      if (byKey || narrow) focusPaneSoon('reader')
    },
    [open, narrow]
  )
  const onNote = (id: string): void => {
    open(id)
    if (!panes.notesOpen) setPanes({ ...panes, notesOpen: true })
    useShell.setState({ drawer: false })
    focusNoteSoon()
  }
  const onIds = useCallback((next: readonly string[]) => {
    ids.current = next
  }, [])
  const step = (delta: number): void => {
    const at = article === undefined ? -1 : ids.current.indexOf(article)
    const next = isWide ? undefined : ids.current[at + delta]
    if (next === undefined) announce(delta > 0 ? 'This is the last article' : 'This is the first article')
    else open(next)
  }
  const toggleLibrary = (): void => {
    if (narrow) {
      useShell.setState({ drawer: !drawer })
      if (!drawer) focusPaneSoon('list')
    } else if (focusMode) useShell.setState({ focusMode: false })
    else setPanes({ ...panes, libraryOpen: !panes.libraryOpen })
  }
  const back = (): void => {
    if (isWide) return close()
    if (narrow) useShell.setState({ drawer: true })
    useShell.setState({ focusMode: false })
    if (!focusPane('list')) focusPaneSoon('list')
  }

  const hasSelection = useSelection((s) => s.selected.size > 0 || s.cursor !== undefined)
  const readingListCommands = useListCommands(page, onGo)
  const exportPage = useExportPage(page, () => ids.current)
  useCommands([
    ...readingListCommands,
    ...appCommands({
      go: onGo,
      toggleLibrary,
      cyclePanes,
      canGoBackToResults: isWide && article !== undefined,
      backToResults: close,
      hasSample: facts?.sample === true,
      removeSample,
      trash: facts?.trash === true
    }),
    ...articleCommands({
      targets: () => targetsOf(useSelection.getState(), currentPane(), article),
      hasTargets: article !== undefined || hasSelection,
      inTrash: page.kind === 'trash',
      list: page.kind === 'list' ? page.list : undefined,
      actions,
      dialogs
    }),
    {
      id: 'app.export',
      title: 'Export…',
      group: 'General',
      keys: ['$mod+Shift+E'],
      // In the search field too: what was found is what one means.
      inFields: true,
      run: () => {
        const { selected } = useSelection.getState()
        if (selected.size > 1) chooseExport({ kind: 'articles', ids: [...selected] })
        else exportPage()
      }
    },
    { id: 'app.kept', title: 'Files kept up to date…', group: 'General', keys: [], run: openKept },
    {
      id: 'app.notes-pane',
      title: 'Show or hide the notes',
      group: 'General',
      keys: [']'],
      enabled: article !== undefined,
      run: () => setPanes({ ...panes, notesOpen: !panes.notesOpen })
    },
    {
      id: 'app.close-drawer',
      title: 'Close the list',
      group: 'List',
      keys: ['Escape'],
      hidden: true,
      last: true,
      enabled: narrow && drawer && (article !== undefined || page.kind === 'tag'),
      run: () => useShell.setState({ drawer: false })
    }
  ])
  useEffect(() => api.on('command', ({ id }) => void commandRegistry.run(id)), [api])

  const list =
    isWidePage(page) || welcome ? undefined : (
      <ListPane view={page} dialogs={dialogs} onOpen={onOpen} onNote={onNote} onIds={onIds} />
    )
  const pagePane = (
    <PagePane
      dialogs={dialogs}
      welcome={welcome}
      narrow={narrow}
      focusMode={focusMode}
      libraryOpen={narrow ? drawer : panes.libraryOpen && !focusMode}
      notesOpen={panes.notesOpen}
      onToggleLibrary={toggleLibrary}
      onToggleNotes={() => setPanes({ ...panes, notesOpen: !panes.notesOpen })}
      onToggleFocus={() => useShell.setState({ focusMode: !focusMode })}
      onStep={step}
      onBack={back}
      onLeaveSearch={() => onGo(listPage.current)}
      onLink={openLink}
      onGo={onGo}
    />
  )
  useToastPlace(`${narrow} ${panes.libraryOpen} ${focusMode} ${list === undefined}`)

  return (
    <>
      {narrow ? (
        <div className={css['narrow']}>
          {!focusMode && (
            <nav className={css['rail']} aria-label="Library" data-pane="library">
              <Rail onGo={onGo} />
            </nav>
          )}
          {list !== undefined && article === undefined && page.kind !== 'tag' ? (
            <main className={css['listPage']} data-pane="list">
              {list}
            </main>
          ) : (
            <div className={css['page']} data-page>
              {pagePane}
              {list !== undefined && drawer && !focusMode && (
                <>
                  <button
                    type="button"
                    className={css['scrim']}
                    aria-label="Close the list"
                    tabIndex={-1}
                    onClick={() => useShell.setState({ drawer: false })}
                  />
                  <aside className={css['drawer']} aria-label="Articles" data-pane="list">
                    {list}
                  </aside>
                </>
              )}
            </div>
          )}
        </div>
      ) : (
        <Panes
          sizes={paneSizes(panes, width)}
          onSizes={(sizes) => setPanes({ ...panes, ...sizes })}
          library={
            panes.libraryOpen && !focusMode ? (
              <nav className={css['library']} aria-label="Library" data-pane="library">
                <Sidebar onGo={onGo} />
              </nav>
            ) : undefined
          }
          list={
            list !== undefined && !focusMode ? (
              <aside className={css['list']} aria-label="Articles" data-pane="list">
                {list}
              </aside>
            ) : undefined
          }
        >
          <div className={css['page']} data-page>
            {pagePane}
          </div>
        </Panes>
      )}
      <Palette onHit={(hit) => openHit(hit, open, (note) => onGo({ kind: 'notes', note }))} onGo={onGo} />
      <EditCommands />
      <SaveSign />
      <Dialogs />
      <ExportDialog />
      <KeptDialog />
      <DropAnywhere onGiven={(start) => openDialog({ kind: 'add', start })} report={api.report} />
    </>
  )
}
