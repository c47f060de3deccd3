/** The tags as a tree, in the library pane. */
import { ChevronRight, Hash } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import { tagKey } from '#shared/domain/tag-path'
import { useApi } from '../api/context'
import { useTags } from '../api/queries'
import { ExportMenuItems } from '../features/export'
import { TagMenuItems, tagTree, type TagNode } from '../features/tags'
import { undoToast } from '../ui/undo-toast'
import type { Page } from './routes'
import { openDialog } from './shell-state'
import { SidebarRow } from './sidebar-row'
import css from './sidebar.module.css'

export function SidebarTags(props: { onGo(page: Page): void }): ReactNode {
  const tags = useTags().data
  const tree = useMemo(() => tagTree(tags ?? []), [tags])
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  if (tree.length === 0) return null
  const toggle = (path: string): void => {
    const next = new Set(folded)
    if (!next.delete(tagKey(path))) next.add(tagKey(path))
    setFolded(next)
  }
  return (
    <section aria-labelledby="sidebar-tags">
      <div className={css['heading']}>
        <h2 id="sidebar-tags">Tags</h2>
      </div>
      <Level nodes={tree} depth={0} folded={folded} onToggle={toggle} onGo={props.onGo} />
    </section>
  )
}

interface LevelProps {
  nodes: readonly TagNode[]
  depth: number
  folded: ReadonlySet<string>
  onToggle(path: string): void
  onGo(page: Page): void
}

function Level(props: LevelProps): ReactNode {
  const { call, report } = useApi()
  const tag = (path: string, articles: readonly string[]): void => {
    call['tags.apply']({ articles: [...articles], add: [path], remove: [] }).then(
      ({ changed }) => undoToast(`Tagged ${changed === 1 ? 'one article' : `${changed} articles`} #${path}`),
      report
    )
  }
  return (
    <ul className={props.depth === 0 ? css['group'] : css['nested']}>
      {props.nodes.map((node) => {
        const open = !props.folded.has(tagKey(node.path))
        const rename = (): void => openDialog({ kind: 'rename-tag', path: node.path })
        return (
          <li key={node.path}>
            <SidebarRow
              page={{ kind: 'tag', path: node.path }}
              icon={<Hash className={css['sign']} data-color={node.color} />}
              name={node.name}
              count={node.count}
              depth={props.depth}
              onGo={props.onGo}
              onRename={rename}
              onDrop={(ids) => tag(node.path, ids)}
              lead={
                node.children.length > 0 && (
                  <button
                    type="button"
                    className={css['fold']}
                    style={{ left: props.depth * 16 - 9 }}
                    aria-expanded={open}
                    aria-label={`Tags in ${node.name}`}
                    onClick={() => props.onToggle(node.path)}
                  >
                    <ChevronRight />
                  </button>
                )
              }
              menu={
                <TagMenuItems
                  path={node.path}
                  color={node.color}
                  handOn={<ExportMenuItems scope={{ kind: 'tag', tag: node.path }} />}
                  onRename={rename}
                />
              }
            />
            {open && node.children.length > 0 && (
              <Level {...props} nodes={node.children} depth={props.depth + 1} />
            )}
          </li>
        )
      })}
    </ul>
  )
}
