/**
 * Pictures in notes: `![words](images/<name>)`, the name that of a saved file. Notes saved as .md files have the folder
 * `images` beside them, so that the pictures are there in other programs too.
 */
export const PICTURE_FOLDER = 'images/'

const ADDRESS = /^images\/([0-9a-f]{64}\.(?:png|jpg|gif|webp|avif))$/
const IN_TEXT = /images\/([0-9a-f]{64}\.(?:png|jpg|gif|webp|avif))/g

/** The saved file that an address in a note names; undefined: it names something else, which is not shown. */
export const pictureOf = (address: string): string | undefined => ADDRESS.exec(address)?.[1]

/** The saved files that a text refers to, each once. In code too: one too many kept loses nothing. */
export function picturesIn(text: string): string[] {
  if (!text.includes(PICTURE_FOLDER)) return []
  return [...new Set([...text.matchAll(IN_TEXT)].map((m) => m[1] ?? ''))]
}

/** The text with the addresses of its pictures left out: for reading as words. */
export const withoutAddresses = (text: string): string =>
  text.includes(PICTURE_FOLDER) ? text.replace(/!\[([^\]]*)\]\(images\/[0-9a-f]{64}\.[a-z]+\)/g, '$1') : text

/** The Markdown of a picture. */
export const pictureMarkdown = (name: string, words: string): string =>
  `![${words.replace(/[[\]\\\n]+/g, ' ').trim()}](${PICTURE_FOLDER}${name})`
