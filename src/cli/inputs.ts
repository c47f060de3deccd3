/** What `add` was pointed at: files, folders and all in them, saved pages with the folders beside them, addresses. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, sep } from 'node:path'
import { pageOfConnectedFolder } from '#shared/domain/connected-folder'

export interface FileInput {
  kind: 'file'
  /** As the person named it, or its path below the folder they named. */
  input: string
  path: string
}
export type Input = FileInput | { kind: 'url'; input: string } | { kind: 'stdin'; input: string }

const PAGES = new Set(['.html', '.htm', '.xhtml', '.xht'])
/**
 * What a folder is searched for; pictures in folders mostly belong to something else. A file that is named outright
 * is tried whatever it is called.
 */
const KNOWN = new Set([
  ...PAGES,
  ...'.md .markdown .mdown .mkd .txt .text .mht .mhtml .epub .docx .odt .pdf'.split(' ')
])
/** Never part of a text: not worth reading. */
const USELESS = new Set(['.js', '.mjs', '.css', '.map', '.woff', '.woff2', '.ttf', '.otf', '.eot'])
const MOST_COMPANIONS = 5000

const byName = (a: { name: string }, b: { name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0
const stemOf = (name: string): string => basename(name, extname(name)).normalize('NFC')

export const isAddress = (text: string): boolean => /^https?:\/\//i.test(text)

/** Whether the folder `name` holds the parts of a page of the same name that stands beside it. */
function belongsToPage(name: string, siblings: ReadonlySet<string>): boolean {
  const page = pageOfConnectedFolder(name)?.toLowerCase()
  return page !== undefined && siblings.has(page)
}

/**
 * The files in a folder and those below it, by name. Hidden ones, links to folders and the folders of saved pages
 * are passed over; `onOther` hears of files of other kinds.
 */
async function* filesBelow(folder: string, onOther: (path: string) => void): AsyncGenerator<string> {
  const entries = (await readdir(folder, { withFileTypes: true }))
    .filter((e) => !e.name.startsWith('.'))
    .sort(byName)
  const pages = new Set(
    entries
      .filter((e) => !e.isDirectory() && PAGES.has(extname(e.name).toLowerCase()))
      .map((e) => stemOf(e.name).toLowerCase())
  )
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!belongsToPage(entry.name, pages)) yield* filesBelow(path, onOther)
    } else if (!KNOWN.has(extname(entry.name).toLowerCase())) onOther(path)
    else if (entry.isFile() || (entry.isSymbolicLink() && (await stat(path)).isFile())) yield path
  }
}

/** What one argument stands for. Throws what the file system says (ENOENT, EACCES). */
export async function* inputsOf(given: string, onOther: (path: string) => void): AsyncGenerator<Input> {
  if (given === '-') yield { kind: 'stdin', input: '-' }
  else if (isAddress(given)) yield { kind: 'url', input: given }
  else if ((await stat(given)).isDirectory())
    for await (const path of filesBelow(given, onOther)) yield { kind: 'file', input: path, path }
  else yield { kind: 'file', input: given, path: given }
}

export interface Companion {
  /** As the page refers to it: `Page_files/photo.jpg`. */
  name: string
  bytes(): Promise<Uint8Array>
}

/** The files of a saved page's folder. `left`: how many were beyond what one page may have. */
export async function companionsOf(path: string): Promise<{ companions: Companion[]; left: number }> {
  if (!PAGES.has(extname(path).toLowerCase())) return { companions: [], left: 0 }
  const home = dirname(path)
  const stem = stemOf(path).toLowerCase()
  const companions: Companion[] = []
  let left = 0
  const walk = async (folder: string): Promise<void> => {
    for (const entry of (await readdir(folder, { withFileTypes: true })).sort(byName)) {
      const file = join(folder, entry.name)
      if (entry.isDirectory()) await walk(file)
      else if (entry.isFile() && !USELESS.has(extname(entry.name).toLowerCase())) {
        if (companions.length < MOST_COMPANIONS)
          companions.push({ name: relative(home, file).split(sep).join('/'), bytes: () => readFile(file) })
        else left++
      }
    }
  }
  for (const entry of await readdir(home, { withFileTypes: true }))
    if (entry.isDirectory() && belongsToPage(entry.name, new Set([stem]))) await walk(join(home, entry.name))
  return { companions, left }
}
