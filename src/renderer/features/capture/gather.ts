/**
 * From what was dropped or picked to what is to be added: browsers save a page as `X.html` beside a folder of its
 * pictures (`X_files`, `X-Dateien`, `X.fld` …); the two belong together.
 */
import { pageOfConnectedFolder } from '#shared/domain/connected-folder'

export interface Gathered {
  /** Path inside what was dropped, with `/`. */
  path: string
  file: File
}

export interface CaptureFile {
  file: File
  /** Names relative to the folder of the page: `X_files/a.png`. */
  companions: { name: string; file: File }[]
}

export interface Plan {
  files: CaptureFile[]
  /** Files in folders that are no kind Carrel can add, by name. */
  left: string[]
}

const PAGE = /\.x?html?$/i
/** Added out of a folder; anything given by itself is sent, so that the core can say why not. */
const KNOWN = /\.(x?html?|mht|mhtml|epub|docx|odt|pdf|md|markdown|mdown|mkd|txt|text)$/i

export function plan(gathered: readonly Gathered[]): Plan {
  // By the page's path without its ending; a folder of ten thousand pages must not be compared pair by pair.
  const pages = new Map<string, Gathered>()
  for (const g of gathered) if (PAGE.test(g.path)) pages.set(g.path.normalize('NFC').replace(PAGE, ''), g)
  const companionsOf = new Map<Gathered, Gathered[]>()
  const rest: Gathered[] = []
  for (const g of gathered) {
    const page = pageOf(g.path, pages)
    if (page === undefined || page === g) rest.push(g)
    else {
      const companions = companionsOf.get(page)
      if (companions) companions.push(g)
      else companionsOf.set(page, [g])
    }
  }
  const plan: Plan = { files: [], left: [] }
  for (const g of rest) {
    if (g.path.includes('/') && !KNOWN.test(g.path)) {
      if (!/(^|\/)\.[^/]*$/.test(g.path)) plan.left.push(g.path)
      continue
    }
    const base = g.path.slice(0, g.path.lastIndexOf('/') + 1)
    const companions = (companionsOf.get(g) ?? []).map((c) => ({
      name: c.path.slice(base.length),
      file: c.file
    }))
    plan.files.push({ file: g.file, companions })
  }
  return plan
}

/** `a/Page_files/x.png` belongs to `a/Page`; so do the names other languages and browsers give that folder. */
function pageOf(path: string, pages: ReadonlyMap<string, Gathered>): Gathered | undefined {
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    const stem = pageOfConnectedFolder(path.slice(0, slash))
    const page = stem === undefined ? undefined : pages.get(stem)
    if (page) return page
  }
  return undefined
}

/** Files of an `<input>`, with or without `webkitdirectory`. */
export function fromFileList(list: FileList | readonly File[]): Gathered[] {
  return Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file }))
}

/** Reads dropped files and folders whole. The entries must have been taken during the drop event itself. */
export async function fromEntries(entries: readonly FileSystemEntry[]): Promise<Gathered[]> {
  const out: Gathered[] = []
  const walk = async (entry: FileSystemEntry, base: string): Promise<void> => {
    const path = base + entry.name
    if (isFile(entry)) out.push({ path, file: await new Promise<File>((ok, no) => entry.file(ok, no)) })
    else if (isDirectory(entry)) for (const child of await readAll(entry)) await walk(child, `${path}/`)
  }
  for (const entry of entries) await walk(entry, '')
  return out
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}
function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

/** A directory answers in portions; an empty one means that there are no more. */
async function readAll(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((ok, no) => reader.readEntries(ok, no))
    if (some.length === 0) return all
    all.push(...some)
  }
}
