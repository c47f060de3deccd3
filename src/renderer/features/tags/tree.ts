/** Tags as the tree that their paths describe. */
import type { HighlightColor } from '#shared/contract/records'
import { tagKey } from '#shared/domain/tag-path'

export interface TagNode {
  path: string
  /** The last part of the path. */
  name: string
  count: number
  color: HighlightColor | undefined
  children: TagNode[]
}

interface Flat {
  path: string
  count: number
  color?: HighlightColor | undefined
}

/** Parents that are not tags themselves are put in, with a count of 0. Sorted by name. */
export function tagTree(tags: readonly Flat[]): TagNode[] {
  const roots: TagNode[] = []
  const byKey = new Map<string, TagNode>()
  const node = (path: string): TagNode => {
    const known = byKey.get(tagKey(path))
    if (known) return known
    const cut = path.lastIndexOf('/')
    const made: TagNode = { path, name: path.slice(cut + 1), count: 0, color: undefined, children: [] }
    byKey.set(tagKey(path), made)
    ;(cut < 0 ? roots : node(path.slice(0, cut)).children).push(made)
    return made
  }
  for (const tag of tags) {
    const n = node(tag.path)
    n.count = tag.count
    n.color = tag.color
  }
  const sort = (nodes: TagNode[]): TagNode[] => {
    nodes.sort((a, b) => a.name.localeCompare(b.name))
    for (const n of nodes) sort(n.children)
    return nodes
  }
  return sort(roots)
}
