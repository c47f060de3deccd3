/** The article list with what the app gives it: its name, its menu, and what stands there when it is empty. */
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import type { View } from '#shared/contract/articles'
import { useApi } from '../api/context'
import { ArticleList, TrashMenuItems, type ArticleDialogs } from '../features/library'
import { ExportMenuItems, HandOnMenuItems, KeptLine } from '../features/export'
import { ListMenuItems } from '../features/lists'
import { TagMenuItems } from '../features/tags'
import { useInfo, useLists, useTags } from '../api/queries'
import { quoteValue } from '#shared/domain/query'
import { tagKey } from '#shared/domain/tag-path'
import { Button } from '../ui/button'
import { useCommands } from '../ui/commands'
import { EmptyState } from '../ui/empty-state'
import { pageKey, useRoute } from './routes'
import { openDialog } from './shell-state'
import { listDoors } from './use-list-commands'
import { usePageName } from './view-names'

export function ListPane(props: {
  view: View
  dialogs: ArticleDialogs
  onOpen(id: string): void
  onNote(id: string): void
  onIds(ids: readonly string[]): void
}): ReactNode {
  const { view } = props
  const article = useRoute((r) => r.article)
  const name = usePageName(view)
  const { onIds } = props
  const [shown, setShown] = useState<readonly string[]>([])
  const tell = useCallback(
    (ids: readonly string[]) => {
      setShown(ids)
      onIds(ids)
    },
    [onIds]
  )
  const go = useRoute((r) => r.go)
  const here = searchHere(view, name)
  const onFilter = here === undefined ? undefined : () => go({ kind: 'search', query: here })
  useCommands([
    {
      id: 'app.search-here',
      title: 'Search in this list',
      group: 'General',
      keys: ['g /'],
      enabled: onFilter !== undefined,
      run: () => onFilter?.()
    }
  ])
  return (
    <ArticleList
      view={view}
      viewKey={pageKey(view)}
      title={name}
      openArticle={article}
      onFilter={onFilter}
      menu={<ViewMenu view={view} name={name} ids={shown} />}
      empty={<Empty view={view} />}
      dialogs={props.dialogs}
      onOpen={props.onOpen}
      onNote={props.onNote}
      onSection={(list, articles) => openDialog({ kind: 'section', list, articles: [...articles] })}
      onDue={(list, articles) => openDialog({ kind: 'due', list, articles: [...articles] })}
      kept={keptLineOf(view)}
      onIds={tell}
    />
  )
}

/** What files can be kept for. */
function keptLineOf(view: View): ReactNode {
  if (view.kind === 'list') return <KeptLine scope={{ kind: 'list', list: view.list }} />
  if (view.kind === 'tag') return <KeptLine scope={{ kind: 'tag', tag: view.path }} />
  return view.kind === 'all' ? <KeptLine scope={{ kind: 'all' }} /> : null
}

/** The beginning of a query that looks only in this view; the search does not look into the trash. */
function searchHere(view: View, name: string): string | undefined {
  switch (view.kind) {
    case 'state':
      return `is:${view.state === 'archive' ? 'archived' : view.state} `
    case 'list':
      return `list:${quoteValue(name)} `
    case 'tag':
      return `tag:${quoteValue(view.path)} `
    case 'starred':
      return 'is:starred '
    case 'all':
      return ''
    case 'trash':
      return undefined
  }
}

function ViewMenu(props: { view: View; name: string; ids: readonly string[] }): ReactNode {
  const { view, name } = props
  const go = useRoute((r) => r.go)
  const tags = useTags().data
  const lists = useLists().data
  if (view.kind === 'list') {
    const list = lists?.find((l) => l.id === view.list) ?? { id: view.list, name }
    return (
      <ListMenuItems
        list={list}
        doors={listDoors(list)}
        handOn={<HandOnMenuItems list={list.id} />}
        onOpen={(id) => go({ kind: 'list', list: id })}
        onDeleted={() => go({ kind: 'state', state: 'inbox' })}
      />
    )
  }
  if (view.kind === 'tag')
    return (
      <TagMenuItems
        path={view.path}
        color={tags?.find((t) => tagKey(t.path) === tagKey(view.path))?.color}
        handOn={<ExportMenuItems scope={{ kind: 'tag', tag: view.path }} />}
        onRename={() => openDialog({ kind: 'rename-tag', path: view.path })}
      />
    )
  if (view.kind === 'trash')
    return (
      <TrashMenuItems
        onEmpty={() => openDialog({ kind: 'empty-trash' })}
        onOthers={() => openDialog({ kind: 'trashed' })}
      />
    )
  if (view.kind === 'all') return <ExportMenuItems scope={{ kind: 'all' }} />
  return props.ids.length === 0 ? null : (
    <ExportMenuItems scope={{ kind: 'articles', ids: [...props.ids], title: name }} />
  )
}

function Empty(props: { view: View }): ReactNode {
  const { view } = props
  const { capabilities } = useApi()
  const items = useInfo().data?.counts.trashedItems ?? 0
  const mod = capabilities.platform === 'mac' ? '⌘' : 'Ctrl+'
  const add = useMemo(
    () => (
      <Button variant="outline" onClick={() => openDialog({ kind: 'add' })}>
        Add articles…
      </Button>
    ),
    []
  )
  if (view.kind === 'list')
    return (
      <EmptyState title="Nothing on this list yet.">
        Drag articles here, or press <b>b</b> on one.
      </EmptyState>
    )
  if (view.kind === 'tag') return <EmptyState title="No article has this tag." />
  if (view.kind === 'starred')
    return (
      <EmptyState title="No article has a star.">
        Press <b>s</b> on one.
      </EmptyState>
    )
  if (view.kind === 'trash')
    return items === 0 ? (
      <EmptyState title="The trash is empty." />
    ) : (
      <EmptyState
        title="No article is in the trash."
        action={
          <Button variant="outline" onClick={() => openDialog({ kind: 'trashed' })}>
            Highlights, notes and lists ({items})…
          </Button>
        }
      />
    )
  if (view.kind === 'all' || view.state === 'inbox')
    return (
      <EmptyState title={view.kind === 'all' ? 'Your library is empty.' : 'The inbox is empty.'} action={add}>
        Drop a saved page anywhere, or paste one with {mod}V.
      </EmptyState>
    )
  const words = {
    reading: 'Nothing is being read. Articles you begin can be moved here.',
    later: 'Nothing is put by for later.',
    archive: 'Nothing is archived yet.'
  }
  return <EmptyState title={words[view.state]} />
}
