/**
 * The index in a file of the library's cache folder. A derived file: it is not synced and not backed up, and one that
 * is damaged, of another version, another library or another kind of machine is as good as none.
 */
import { closeSync, lstatSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { endianness } from 'node:os'
import { join } from 'node:path'
import type { Corpus } from '../corpus'
import type { NameBook } from '../name-book'
import type { Target } from '../protocol'
import { readCorpus, writeCorpus } from './corpus-sections'
import { SectionReader, SectionWriter, Unusable } from './sections'

/**
 * To be raised whenever anything that is saved changes: the sections here, how words are folded or split into units,
 * how postings are laid out, what is a card. What is made anew from the words when reading (stems, sounds,
 * fingerprints) needs no new number.
 */
const INDEX_VERSION = 2

const headOf = (library: string): string =>
  JSON.stringify({ carrel: 'search index', version: INDEX_VERSION, library, bytes: endianness() })
const fileIn = (folder: string): string => join(folder, 'search.index')
const unfinishedIn = (folder: string): string => join(folder, 'search.index.new')
/** https://bford.info/cachedir/ : backup programs pass the folder over. */
const TAG =
  'Signature: 8a477f597d28d172789f06886806bc55\n# Made by Carrel from the rest of the library. Safe to delete.\n'

/**
 * Writes what there is, with pauses, and puts it in place when it is whole; answers with its size in bytes. The index
 * must not change meanwhile: whoever runs this ends it then (`return()`), and the file that was there stays. Throws
 * what the disk throws.
 */
export function* saveIndex(
  { folder, library }: Target,
  corpus: Corpus,
  names: NameBook
): Generator<void, number> {
  makeFolder(folder)
  const unfinished = unfinishedIn(folder)
  // Of a session that was killed. Removed and made anew, never opened: it might be a link.
  rmSync(unfinished, { force: true })
  let fd = openSync(unfinished, 'wx', 0o600)
  try {
    const writer = new SectionWriter(fd)
    yield* writer.section(Buffer.from(headOf(library)))
    yield* writeCorpus(writer, corpus, names)
    writer.finish()
    closeSync(fd)
    fd = -1
    // No sync: after a power cut it may be torn, and then its hash says so.
    renameSync(unfinished, fileIn(folder))
    return writer.size
  } finally {
    if (fd >= 0) closeSync(fd)
    rmSync(unfinished, { force: true })
  }
}

/** undefined: there is none that can be used. */
export function loadIndex({
  folder,
  library
}: Target): { corpus: Corpus; names: NameBook; bytes: number } | undefined {
  let fd = -1
  try {
    if (!lstatSync(fileIn(folder)).isFile()) return undefined
    fd = openSync(fileIn(folder), 'r')
    const reader = new SectionReader(fd)
    if (Buffer.from(reader.bytes()).toString('utf8') !== headOf(library))
      throw new Unusable('of another kind')
    const read = readCorpus(reader)
    reader.finish()
    return { ...read, bytes: reader.size }
  } catch {
    // Whatever is wrong with it, it is derived: the index is made anew and the file written over.
    return undefined
  } finally {
    if (fd >= 0) closeSync(fd)
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder)
    writeFileSync(join(folder, 'CACHEDIR.TAG'), TAG, { flag: 'wx' })
  } catch (error) {
    // It is there already: then it must be a folder of its own.
    if (!lstatSync(folder).isDirectory()) throw error
  }
}
