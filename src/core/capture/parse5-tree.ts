/** Lets readArticleText walk trees of parse5. */
import type { TreeAdapter } from '#shared/domain/article-text'
import type { Node } from './html/nodes'
import { isElement, isText } from './html/nodes'

export const parse5Tree: TreeAdapter<Node> = {
  tag: (node) => (isElement(node) ? node.tagName : undefined),
  text: (node) => (isText(node) ? node.value : undefined),
  children: (node) => ('childNodes' in node ? node.childNodes : [])
}
