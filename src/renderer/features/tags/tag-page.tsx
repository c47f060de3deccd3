/** What a tag is: its name, colour and place among the others, what it is often beside, and where it is used. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Circle, Pencil, Share, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Annotation } from '#shared/contract/records'
import { highlightColor } from '#shared/contract/records'
import { plural } from '#shared/domain/phrases'
import { isUnder, tagKey } from '#shared/domain/tag-path'
import { useApi, useCall } from '../../api/context'
import { keys, useTags } from '../../api/queries'
import { useSummary } from '../../api/summaries'
import { Button } from '../../ui/button'
import column from '../../ui/column.module.css'
import { useCommands } from '../../ui/commands'
import { cx } from '../../ui/cx'
import { Passage } from '../../ui/passage'
import { COLOR_NAMES, useRemoveTag } from './tag-menu'
import menu from './tag-menu.module.css'
import css from './tag-page.module.css'

export interface TagPageProps {
  path: string
  onGo(path: string): void
  onOpen(article: string, jump: { annotation: string }): void
  onRename(): void
  onExport(articles: string[]): void
  /** The tag is gone. */
  onRemoved(): void
  /** Where notes link to it. */
  children?: ReactNode
}

const FIRST = 50
const COLORS = ['none', ...highlightColor.options] as const

export function TagPage(props: TagPageProps): ReactNode {
  const { path, onGo } = props
  const { call } = useApi()
  const [most, setMost] = useState(FIRST)
  const tags = useTags().data ?? []
  const setColor = useCall('tags.color')
  const remove = useRemoveTag()
  const page = useQuery({
    queryKey: [...keys.tags, 'page', path, most],
    queryFn: () => call['tags.page']({ path, most }),
    placeholderData: keepPreviousData
  }).data
  const own = tags.find((t) => tagKey(t.path) === tagKey(path))
  const shown = own?.path ?? path
  const parts = shown.split('/')
  const nested = tags.filter((t) => isUnder(t.path, path) && tagKey(t.path) !== tagKey(path))
  const exportIt = (): void => props.onExport(page?.articles ?? [])
  const removeIt = (): void => remove(shown, props.onRemoved)
  const empty = page === undefined || page.articles.length === 0
  useCommands([
    {
      id: 'tag.rename',
      title: `Rename, move or merge #${shown}…`,
      group: 'Tag',
      keys: ['F2'],
      run: props.onRename
    },
    { id: 'tag.export', title: `Export #${shown}…`, group: 'Tag', enabled: !empty, run: exportIt },
    { id: 'tag.remove', title: `Delete the tag #${shown}`, group: 'Tag', run: removeIt },
    ...COLORS.map((c) => ({
      id: `tag.color-${c}`,
      title: c === 'none' ? `Take the colour off #${shown}` : `Colour #${shown} ${c}`,
      group: 'Tag',
      run: () => void setColor({ path, color: c === 'none' ? null : c })
    }))
  ])
  return (
    <section className={column['view']} aria-label={`Tag ${shown}`} tabIndex={-1}>
      <div className={column['column']}>
        {parts.length > 1 && (
          <nav className={css['above']} aria-label="Above it">
            {parts.slice(0, -1).map((name, i) => {
              const to = parts.slice(0, i + 1).join('/')
              return (
                <span key={to}>
                  <button type="button" onClick={() => onGo(to)}>
                    #{name}
                  </button>
                  {' / '}
                </span>
              )
            })}
          </nav>
        )}
        <h1 className={column['title']}>
          <span className={css['sign']} data-color={own?.color}>
            #
          </span>
          {parts.at(-1)}
        </h1>
        <p className={column['line']}>
          {[
            page && plural(page.articles.length, 'article'),
            page && page.highlights.total > 0 && plural(page.highlights.total, 'highlight'),
            nested.length > 0 && `${plural(nested.length, 'tag')} in it`
          ]
            .filter((x) => typeof x === 'string')
            .join(' · ')}
        </p>
        <div className={css['tools']}>
          <div role="group" aria-label="Colour" className={css['colors']}>
            {COLORS.map((c) => (
              <button
                key={c}
                type="button"
                className={css['color']}
                title={COLOR_NAMES[c]}
                aria-label={COLOR_NAMES[c]}
                aria-pressed={c === (own?.color ?? 'none')}
                onClick={() => void setColor({ path, color: c === 'none' ? null : c })}
              >
                <Circle className={menu['disc']} data-color={c === 'none' ? undefined : c} />
              </button>
            ))}
          </div>
          <Button variant="quiet" icon={<Pencil />} onClick={props.onRename}>
            Rename, move or merge…
          </Button>
          <Button variant="quiet" icon={<Share />} disabled={empty} onClick={exportIt}>
            Export…
          </Button>
          <Button variant="quiet" danger icon={<Trash2 />} onClick={removeIt}>
            Delete tag
          </Button>
        </div>
        {nested.length > 0 && (
          <Part title="In it">
            <Tags
              tags={nested.map((t) => ({
                path: t.path,
                shown: t.path.slice(shown.length + 1),
                count: t.count
              }))}
              onGo={onGo}
            />
          </Part>
        )}
        {page && page.related.length > 0 && (
          <Part title="Often beside it">
            <Tags tags={page.related.map((t) => ({ ...t, shown: t.path }))} onGo={onGo} />
          </Part>
        )}
        {page && page.highlights.total > 0 && (
          <Part title="Highlights">
            <ul className={column['list']}>
              {page.highlights.items.map((a) => (
                <Highlight key={a.id} annotation={a} onOpen={props.onOpen} />
              ))}
            </ul>
            {page.highlights.total > page.highlights.items.length && (
              <Button onClick={() => setMost(most + FIRST)}>
                Show more ({page.highlights.total - page.highlights.items.length})
              </Button>
            )}
          </Part>
        )}
        {props.children}
      </div>
    </section>
  )
}

function Part(props: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className={cx(column['part'], css['part'])} aria-label={props.title}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  )
}

function Tags(props: {
  tags: readonly { path: string; shown: string; count: number }[]
  onGo(path: string): void
}): ReactNode {
  return (
    <ul className={css['tags']}>
      {props.tags.map((t) => (
        <li key={t.path}>
          <button type="button" className={css['tag']} onClick={() => props.onGo(t.path)}>
            <span>#{t.shown}</span> <span className={css['count']}>{t.count}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Highlight(props: { annotation: Annotation; onOpen: TagPageProps['onOpen'] }): ReactNode {
  const { annotation: a } = props
  const summary = useSummary(a.article).data
  return (
    <Passage
      id={a.id}
      color={a.color}
      exact={a.quote.exact}
      lang={summary?.lang}
      source={summary?.title}
      onOpen={() => props.onOpen(a.article, { annotation: a.id })}
    />
  )
}
