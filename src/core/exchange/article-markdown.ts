/** An article's stored text as Markdown, for programs that read nothing else. */
import { htmlBlocks } from './read-blocks'
import { blocksToMarkdown } from './render/markdown-blocks'

/** `html`: a stored text, which is sanitised. Images are told by their descriptions. */
export function articleMarkdown(html: string): string {
  return `${blocksToMarkdown(htmlBlocks(html))}\n`
}
