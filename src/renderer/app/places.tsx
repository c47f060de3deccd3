/** The fixed places of the library, in their order. */
import {
  Archive,
  BookOpen,
  CalendarDays,
  Clock,
  Highlighter,
  Inbox,
  NotebookPen,
  Star,
  Trash2
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Counts } from '#shared/contract/library'
import type { ArticleState } from '#shared/contract/records'
import type { Page } from './routes'

export interface Place {
  page: Page
  name: string
  icon: ReactNode
  key: string
  count(counts: Counts): number
  /** Articles dropped here get this state. */
  state?: ArticleState
}

function state(state: ArticleState, name: string, icon: ReactNode, key: string): Place {
  return { page: { kind: 'state', state }, name, icon, key, count: (c) => c[state], state }
}

export const PLACES: readonly Place[] = [
  state('inbox', 'Inbox', <Inbox />, 'g i'),
  state('reading', 'Reading', <BookOpen />, 'g r'),
  state('later', 'Later', <Clock />, 'g l'),
  state('archive', 'Archive', <Archive />, 'g a'),
  {
    page: { kind: 'highlights' },
    name: 'Highlights',
    icon: <Highlighter />,
    key: 'g h',
    count: (c) => c.highlights
  },
  { page: { kind: 'notes' }, name: 'Notes', icon: <NotebookPen />, key: 'g n', count: (c) => c.notes },
  // Without a count: it is no work to be done.
  { page: { kind: 'review' }, name: 'Review', icon: <CalendarDays />, key: 'g v', count: () => 0 }
]

/** Places without a row of their own in the picture; the palette and the keys reach them. */
export const STARRED: Place = {
  page: { kind: 'starred' },
  name: 'Starred',
  icon: <Star />,
  key: 'g s',
  count: () => 0
}
export const ALL: Place = {
  page: { kind: 'all' },
  name: 'All articles',
  icon: <BookOpen />,
  key: 'g e',
  count: () => 0
}
export const TRASH: Place = {
  page: { kind: 'trash' },
  name: 'Trash',
  icon: <Trash2 />,
  key: 'g t',
  count: (c) => c.trash
}

/** Anything in the trash: an article, or a highlight, note or list by itself. */
export function hasTrash({ trash, trashedItems }: Counts): boolean {
  return trash + trashedItems > 0
}
