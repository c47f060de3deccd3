/** What to do with everything selected. */
import { Archive, Clock, Download, Folder, Hash, Trash2, Undo2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../ui/icon-button'
import type { ArticleActions } from './article-actions'
import type { ArticleDialogs } from './article-commands'
import css from './bulk-bar.module.css'

export function BulkBar(props: {
  ids: readonly string[]
  inTrash: boolean
  actions: ArticleActions
  dialogs: ArticleDialogs
  onClear(): void
}): ReactNode {
  const { ids, actions, dialogs } = props
  return (
    <div className={css['bar']} role="toolbar" aria-label={`${ids.length} selected`}>
      <span className={css['count']}>{ids.length} selected</span>
      <IconButton
        label="Tag"
        keys="t"
        command="article.tag"
        icon={<Hash />}
        onClick={() => dialogs.tag(ids)}
      />
      <IconButton
        label="Add to a reading list"
        keys="b"
        command="article.list"
        icon={<Folder />}
        onClick={() => dialogs.addToList(ids)}
      />
      <IconButton
        label="Read later"
        keys="l"
        command="article.later"
        icon={<Clock />}
        onClick={() => actions.moveTo(ids, 'later')}
      />
      <IconButton
        label="Archive"
        keys="e"
        command="article.archive"
        icon={<Archive />}
        onClick={() => actions.moveTo(ids, 'archive')}
      />
      {!props.inTrash && (
        <IconButton label="Export" icon={<Download />} onClick={() => dialogs.exportAll(ids)} />
      )}
      {props.inTrash ? (
        <IconButton label="Restore" icon={<Undo2 />} onClick={() => actions.restore(ids)} />
      ) : (
        <IconButton
          label="Move to the trash"
          keys="#"
          command="article.trash"
          icon={<Trash2 />}
          onClick={() => actions.trash(ids)}
        />
      )}
      <IconButton label="Select none" keys="Escape" icon={<X />} onClick={props.onClear} />
    </div>
  )
}
