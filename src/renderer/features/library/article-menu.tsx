/** What can be done with the articles a menu was opened for. */
import {
  Archive,
  BookOpen,
  Clock,
  Folder,
  Globe,
  Hash,
  History,
  Inbox,
  Merge,
  Pencil,
  Quote,
  RefreshCw,
  Star,
  Trash2,
  Undo2,
  Waypoints
} from 'lucide-react'
import {
  ArrowDown,
  ArrowUp,
  BookCheck,
  CalendarClock,
  Download,
  ExternalLink,
  FileText,
  FolderMinus,
  MessageSquareText
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { ArticleState } from '#shared/contract/records'
import { MenuItem, MenuSeparator, SubMenu } from '../../ui/menu'
import { STATE_NAMES, type ArticleActions } from './article-actions'
import type { ArticleDialogs } from './article-commands'

const STATE_ICONS: Readonly<Record<ArticleState, ReactNode>> = {
  inbox: <Inbox />,
  reading: <BookOpen />,
  later: <Clock />,
  archive: <Archive />
}

export interface ArticleMenuProps {
  ids: readonly string[]
  inTrash: boolean
  /** In a reading list shown in its own order. */
  list?: { id: string; move(delta: number): void; editWhy(): void; section(): void; due(): void } | undefined
  actions: ArticleActions
  dialogs: ArticleDialogs
  open(id: string): void
}

export function ArticleMenuItems(props: ArticleMenuProps): ReactNode {
  const { ids, actions, dialogs, list } = props
  const [first] = ids
  if (first === undefined) return null
  const one = ids.length === 1
  return (
    <>
      {one && (
        <MenuItem icon={<FileText />} keys="Enter" onSelect={() => props.open(first)}>
          Open
        </MenuItem>
      )}
      <MenuItem icon={<Star />} keys="s" command="article.star" onSelect={() => actions.star(ids)}>
        Star or unstar
      </MenuItem>
      <MenuItem icon={<Hash />} keys="t" command="article.tag" onSelect={() => dialogs.tag(ids)}>
        Tag…
      </MenuItem>
      <MenuItem icon={<Folder />} keys="b" command="article.list" onSelect={() => dialogs.addToList(ids)}>
        Add to a reading list…
      </MenuItem>
      <MenuItem icon={<BookCheck />} keys="m" command="article.read" onSelect={() => actions.read(ids)}>
        Mark as read or unread
      </MenuItem>
      <SubMenu icon={<Inbox />} label="Move to">
        {(Object.keys(STATE_NAMES) as ArticleState[]).map((state) => (
          <MenuItem key={state} icon={STATE_ICONS[state]} onSelect={() => actions.moveTo(ids, state)}>
            {STATE_NAMES[state]}
          </MenuItem>
        ))}
      </SubMenu>
      <MenuItem icon={<Quote />} keys="y" command="article.cite" onSelect={() => actions.cite(ids)}>
        Copy citation
      </MenuItem>
      {!props.inTrash && (
        <MenuItem icon={<Download />} onSelect={() => dialogs.exportAll(ids)}>
          Export…
        </MenuItem>
      )}
      {one && (
        <>
          <MenuSeparator />
          <MenuItem
            icon={<Pencil />}
            keys="Shift+E"
            command="article.edit"
            onSelect={() => dialogs.edit(first)}
          >
            Edit details…
          </MenuItem>
          <MenuItem icon={<Globe />} onSelect={() => dialogs.lookUp(ids)}>
            Look up details online…
          </MenuItem>
          <MenuItem
            icon={<ExternalLink />}
            keys="v"
            command="article.original"
            onSelect={() => actions.original(first, dialogs.openLink)}
          >
            Open the original
          </MenuItem>
          {!props.inTrash && (
            <MenuItem icon={<Waypoints />} onSelect={() => dialogs.alike(first)}>
              More like this
            </MenuItem>
          )}
          <MenuItem icon={<RefreshCw />} onSelect={() => actions.again(first)}>
            Capture again
          </MenuItem>
          <MenuItem icon={<History />} onSelect={() => dialogs.text(first, 'versions')}>
            Versions and saved original…
          </MenuItem>
        </>
      )}
      {ids.length > 1 && (
        <MenuItem icon={<Globe />} onSelect={() => dialogs.lookUp(ids)}>
          Look up details online…
        </MenuItem>
      )}
      {ids.length > 1 && !props.inTrash && (
        <MenuItem icon={<Merge />} onSelect={() => dialogs.merge(ids)}>
          Merge…
        </MenuItem>
      )}
      {list && (
        <>
          <MenuSeparator />
          {one && (
            <MenuItem icon={<MessageSquareText />} keys="w" command="list.why" onSelect={list.editWhy}>
              Why read it…
            </MenuItem>
          )}
          <MenuItem icon={<Folder />} keys="Shift+W" command="list.section" onSelect={list.section}>
            Section…
          </MenuItem>
          <MenuItem icon={<CalendarClock />} keys="d" command="list.due" onSelect={list.due}>
            Due date…
          </MenuItem>
          <MenuItem
            icon={<ArrowUp />}
            keys="Alt+ArrowUp"
            command="list.move-up"
            onSelect={() => list.move(-1)}
          >
            Move up
          </MenuItem>
          <MenuItem
            icon={<ArrowDown />}
            keys="Alt+ArrowDown"
            command="list.move-down"
            onSelect={() => list.move(1)}
          >
            Move down
          </MenuItem>
          <MenuItem icon={<FolderMinus />} onSelect={() => actions.takeFromList(list.id, ids)}>
            Take off this list
          </MenuItem>
        </>
      )}
      <MenuSeparator />
      {props.inTrash ? (
        <MenuItem icon={<Undo2 />} onSelect={() => actions.restore(ids)}>
          Restore
        </MenuItem>
      ) : (
        <MenuItem
          icon={<Trash2 />}
          danger
          keys="#"
          command="article.trash"
          onSelect={() => actions.trash(ids)}
        >
          Move to the trash
        </MenuItem>
      )}
    </>
  )
}
