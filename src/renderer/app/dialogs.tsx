/** The dialog that is open, if one is. */
import type { ReactNode } from 'react'
import { useApi, useCall } from '../api/context'
import { AddDialog, BrowserDialog, GiveTextDialog, WatchDialog } from '../features/capture'
import { EditDialog, EmptyTrashDialog, LookupDialog, MergeDialog, TrashedDialog } from '../features/library'
import {
  AboutListDialog,
  AddToListDialog,
  ArchivedListsDialog,
  DueDialog,
  MergeListDialog,
  NameDialog,
  SectionDialog
} from '../features/lists'
import { TextDialog } from '../features/reader'
import { ReviewSetting } from '../features/review'
import { LedgerDialog, LibraryDialog, RestoreDialog, SettingsDialog } from '../features/settings'
import { RenameTagDialog, TagDialog } from '../features/tags'
import { undoToast } from '../ui/undo-toast'
import { Help } from './help'
import { useRoute } from './routes'
import { closeDialog, openDialog, returnFocus, useShell, type OpenDialog } from './shell-state'

export function Dialogs(): ReactNode {
  const dialog = useShell((s) => s.dialog)
  return dialog === undefined ? null : <One dialog={dialog} />
}

function One(props: { dialog: OpenDialog }): ReactNode {
  const { dialog } = props
  const common = { onClose: closeDialog, returnFocus }
  switch (dialog.kind) {
    case 'add':
      return <Add start={dialog.start} />
    case 'tags':
      return <TagDialog articles={dialog.articles} {...common} />
    case 'lists':
      return <AddToListDialog articles={dialog.articles} {...common} />
    case 'edit':
      return <EditDialog article={dialog.article} {...common} onLookUp={lookUp} />
    case 'look-up':
      return (
        <LookupDialog
          articles={dialog.articles}
          {...common}
          onEdit={(article) => openDialog({ kind: 'edit', article })}
        />
      )
    case 'give-text':
      return <GiveTextDialog article={dialog.article} from={dialog.from} {...common} />
    case 'text':
      return <TextDialog article={dialog.article} tab={dialog.tab} {...common} />
    case 'merge':
      return <MergeDialog articles={dialog.articles} {...common} />
    case 'new-list':
      return <NewList articles={dialog.articles} />
    case 'rename-list':
      return <RenameList id={dialog.list} name={dialog.name} />
    case 'about-list':
      return <AboutListDialog list={dialog.list} {...common} />
    case 'merge-list':
      return <MergeListDialog list={dialog.list} name={dialog.name} onOpen={openList} {...common} />
    case 'archived-lists':
      return <ArchivedListsDialog onOpen={openList} {...common} />
    case 'due':
      return <DueDialog list={dialog.list} articles={dialog.articles} {...common} />
    case 'save-search':
      return <SaveSearch query={dialog.query} />
    case 'rename-filter':
      return <RenameFilter id={dialog.id} name={dialog.name} />
    case 'section':
      return <SectionDialog list={dialog.list} articles={dialog.articles} {...common} />
    case 'rename-tag':
      return <RenameTagDialog path={dialog.path} onRenamed={followTag} {...common} />
    case 'library':
      return <LibraryDialog {...common} onRestore={openRestore} />
    case 'restore':
      return <RestoreDialog from={dialog.from} {...common} />
    case 'empty-trash':
      return <EmptyTrashDialog {...common} />
    case 'trashed':
      return <TrashedDialog {...common} onEmpty={() => openDialog({ kind: 'empty-trash' })} />
    case 'settings':
      return <SettingsDialog {...common} review={<ReviewSetting />} onDoor={(kind) => openDialog({ kind })} />
    case 'browser':
      return <BrowserDialog {...common} />
    case 'watch':
      return <WatchDialog {...common} />
    case 'ledger':
      return <LedgerDialog {...common} />
    case 'help':
      return <Help onClose={closeDialog} />
  }
}

function Add(props: Pick<Extract<OpenDialog, { kind: 'add' }>, 'start'>): ReactNode {
  const open = useRoute((r) => r.open)
  return (
    <AddDialog
      start={props.start}
      onClose={closeDialog}
      returnFocus={returnFocus}
      onMerge={(articles) => openDialog({ kind: 'merge', articles })}
      onOpen={(id) => {
        closeDialog()
        open(id)
      }}
    />
  )
}

function NewList(props: { articles: readonly string[] }): ReactNode {
  const { call, report } = useApi()
  const go = useRoute((r) => r.go)
  const create = async (name: string): Promise<void> => {
    const { id } = await call['lists.create']({ name })
    if (props.articles.length > 0) await call['lists.add']({ id, articles: [...props.articles] })
    closeDialog()
    go({ kind: 'list', list: id })
    undoToast(`Made the reading list “${name}”`)
  }
  return (
    <NameDialog
      title="New reading list"
      label="Name"
      value=""
      submit="Create"
      onSubmit={(name) => void create(name).catch(report)}
      onClose={closeDialog}
      returnFocus={returnFocus}
    />
  )
}

function RenameList(props: { id: string; name: string }): ReactNode {
  const rename = useCall('lists.rename')
  return (
    <NameDialog
      title="Rename reading list"
      label="Name"
      value={props.name}
      submit="Rename"
      onSubmit={(name) =>
        void rename({ id: props.id, name }).then((done) => {
          if (!done) return
          undoToast(`Renamed “${props.name}” to “${name}”`)
          closeDialog()
        })
      }
      onClose={closeDialog}
      returnFocus={returnFocus}
    />
  )
}

/** A search becomes a place of its own, with a live count. */
function SaveSearch(props: { query: string }): ReactNode {
  const create = useCall('smart.create')
  return (
    <NameDialog
      title="Save this search"
      label="Name"
      hint="It stands under Filters, and counts the articles that match at any time."
      value=""
      submit="Save"
      onSubmit={(name) =>
        void create({ name, query: props.query }).then((done) => {
          if (!done) return
          undoToast(`Saved the filter “${name}”`)
          closeDialog()
        })
      }
      onClose={closeDialog}
      returnFocus={returnFocus}
    />
  )
}

function RenameFilter(props: { id: string; name: string }): ReactNode {
  const change = useCall('smart.change')
  return (
    <NameDialog
      title="Rename filter"
      label="Name"
      value={props.name}
      submit="Rename"
      onSubmit={(name) =>
        void change({ id: props.id, name }).then((done) => {
          if (!done) return
          undoToast(`Renamed “${props.name}” to “${name}”`)
          closeDialog()
        })
      }
      onClose={closeDialog}
      returnFocus={returnFocus}
    />
  )
}

function lookUp(article: string): void {
  openDialog({ kind: 'look-up', articles: [article] })
}

function openList(list: string): void {
  useRoute.getState().go({ kind: 'list', list })
}

/** When the tag on screen was renamed, its page is now under the new name. */
function followTag(from: string, to: string): void {
  const { page, go } = useRoute.getState()
  if (page.kind !== 'tag') return
  if (page.path === from) go({ kind: 'tag', path: to })
  else if (page.path.startsWith(`${from}/`)) go({ kind: 'tag', path: to + page.path.slice(from.length) })
}

/** `from`: the backup to compare with at once. */
function openRestore(from?: string): void {
  openDialog({ kind: 'restore', ...(from === undefined ? {} : { from }) })
}
