/** The README.txt in a library's folder. */
import { basename } from 'node:path'
import type { FileSystem } from './file-system'
import { durableWrite } from './durable-write'
import { orMissing } from './file-system'
import type { Places } from './layout'

const CACHE = `cache/         The index of search, made from the rest. Safe to delete; it need not be copied.
`
const STYLES = `styles/        Citation styles (.csl) of your own, where you added any.
`
const text = (data: string): string => `This folder is a Carrel library.

Everything in it is plain: JSON you can read, HTML that opens in any browser. To back the library up, close Carrel and
copy the whole folder. To move it, move the whole folder.

library.json   Which library this is, its format, and the list of its data files.
${`${data}/`.padEnd(15)}What you have saved. One folder for each kind: articles, annotations (your highlights), notes, tags,
               lists (reading lists), smart (saved searches), settings, actions (for undo). JSON, one record a line. Articles, annotations and
               notes come in files of 500 in the order in which they were saved.
journal/       The newest changes, one a line, written before anything else. Carrel moves them into ${data} from time to
               time and when it closes. Please do not edit these files.
assets/        The saved pages, their text and images. Each file is named by the SHA-256 of its content, in a folder
               named by the first two characters.
${STYLES}backups/       What ${data} held at other times, made by Carrel while it is used: objects/ has the data files (gzip, each
               named by the SHA-256 of its content), and each .json file lists those of one backup. Of assets/ there is
               no second copy here: copy this whole folder elsewhere, or let Carrel make one backup file.
${CACHE}trash/         Saved pages and images that nothing refers to any more, for 30 days.
recovered/     Copies of whatever was damaged or changed from outside, with the date and the reason in the name.
               Carrel never deletes anything here; you may, when nothing is missing.
lock           There while the library is open, and says by whom. Left over after a crash, it is taken over by itself.
README.txt     This text.

A data file may be edited with a text editor while Carrel is closed. When it is next opened, Carrel checks each record
in it, keeps a copy of the file as it found it in recovered/, and says what it could not use.
`

/**
 * Writes README.txt where there is none, and anew where it is ours and names the data folder of before a migration, or
 * not yet the cache or the styles.
 * One that a person has rewritten stays.
 */
export async function writeReadMe(fs: FileSystem, { readMe, data }: Places): Promise<void> {
  const wanted = text(basename(data))
  if (await orMissing(fs.facts(readMe))) {
    const there = (await readSmall(fs, readMe)) ?? ''
    if (there === wanted || plain(there) !== plain(wanted)) return
  }
  await durableWrite(fs, readMe, [Buffer.from(wanted)])
}

/** What stands there; undefined when it is no text of ours: a folder, a link, something long. */
async function readSmall(fs: FileSystem, path: string): Promise<string | undefined> {
  const { kind, size } = await fs.facts(path)
  return kind === 'file' && size < 20_000 ? (await fs.read(path)).toString('utf8') : undefined
}

function plain(words: string): string {
  return words
    .replace(CACHE, '')
    .replace(STYLES, '')
    .replace(/\bdata-\d+/g, 'data')
    .replace(/\s+/g, ' ')
}
