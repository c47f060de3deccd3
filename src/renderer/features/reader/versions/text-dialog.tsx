/** The text of an article and where it came from: other readings of the page, earlier versions, the saved original. */
import { useState, type ReactNode } from 'react'
import type { Article } from '#shared/contract/records'
import { useArticle } from '../../../api/queries'
import { Dialog } from '../../../ui/dialog'
import { Segmented } from '../../../ui/segmented'
import { Skeleton } from '../../../ui/skeleton'
import { OriginalView } from './original-view'
import { Readings } from './readings'
import { Versions } from './versions'

export type TextTab = 'readings' | 'versions' | 'original'

const TABS: readonly { value: TextTab; label: string }[] = [
  { value: 'readings', label: 'This looks wrong' },
  { value: 'versions', label: 'Versions' },
  { value: 'original', label: 'Saved original' }
]

export function TextDialog(props: {
  article: string
  tab: TextTab
  onClose(): void
  returnFocus(): HTMLElement | null
}): ReactNode {
  const [tab, setTab] = useState(props.tab)
  const article = useArticle(props.article).data
  return (
    <Dialog open size="l" title="The saved text" onClose={props.onClose} returnFocus={props.returnFocus}>
      <Segmented<TextTab> label="What to look at" value={tab} options={TABS} onChange={setTab} />
      {article === undefined ? (
        <Skeleton lines={6} />
      ) : article.snapshots.length === 0 ? (
        <p>This is a reference without a text.</p>
      ) : (
        <Tab article={article} tab={tab} onClose={props.onClose} />
      )}
    </Dialog>
  )
}

function Tab(props: { article: Article; tab: TextTab; onClose(): void }): ReactNode {
  const { article, tab, onClose } = props
  if (tab === 'versions') return <Versions article={article} />
  if (tab === 'original') return <OriginalView article={article} />
  return <Readings article={article} onClose={onClose} />
}
