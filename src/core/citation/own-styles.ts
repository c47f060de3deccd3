/** Styles of one's own: plain .csl files in the library's `styles` folder, one each, also put there by hand. */
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { OWN_STYLE } from '#shared/contract/citation'
import { CarrelError } from '#shared/contract/errors'
import type { PackedStyle, StylePack } from './pack'
import { readStyle } from './read-style'

export interface OwnStyle extends PackedStyle {
  /** The XML that formats: its own, or of the style it depends on. */
  xml: string
  /** The file as it is. */
  text: string
  file: string
}

export interface OwnStyles {
  /** Those that can be used, by title; and the files that cannot, with why. */
  all(): Promise<{ styles: OwnStyle[]; unusable: { file: string; message: string }[] }>
  /** By its id, or by that without `own-` where no packed style is called so. */
  find(id: string): Promise<OwnStyle | undefined>
  /** Checked by reading it and by `sample`. Throws CarrelError with a sentence. */
  add(text: string, sample: (style: OwnStyle) => Promise<void>): Promise<OwnStyle>
  /** Throws NOT_FOUND. */
  remove(id: string): Promise<OwnStyle>
}

const MOST = 200
/** Backups hold files of such names; see store/backup/styles.ts. */
const STEM = /^[a-z0-9][a-z0-9-]{0,85}$/

export interface OwnStylesDeps {
  /** The library's `styles` folder; made when the first comes. */
  folder: string
  pack(): StylePack
  /** Writes one file whole. */
  write(path: string, bytes: Uint8Array): Promise<unknown>
}

export function ownStyles({ folder, pack, write }: OwnStylesDeps): OwnStyles {
  const known = new Map<string, { mark: string; style: OwnStyle | CarrelError }>()

  const read = (file: string, text: string): OwnStyle => {
    const said = readStyle(text)
    const id = `${OWN_STYLE}${file.slice(0, -4)}`
    const { title, fields } = said
    const facts = { id, title, class: said.class, fields, format: '', bibliography: true, group: '' }
    return {
      ...facts,
      file,
      text,
      xml: said.parent === undefined ? text : parentOf(said.parent, said.locale)
    }
  }
  /** A dependent style is its parent's, in its own language. */
  const parentOf = (parent: string, locale: string | undefined): string => {
    if (pack().find(parent) === undefined)
      throw new CarrelError(
        'BAD_INPUT',
        `This style only points to another, “${parent.slice(0, 80)}”, which Carrel does not have. Add that one instead.`
      )
    const xml = pack().style(parent)
    if (locale === undefined || !/^[A-Za-z-]{2,12}$/.test(locale)) return xml
    return xml
      .replace(/(<style\b[^>]*?)\sdefault-locale="[^"]*"/, '$1')
      .replace(/<style\b/, `<style default-locale="${locale}"`)
  }
  /** Throws CarrelError with why it cannot be used. */
  const look = async (file: string, nth: number): Promise<OwnStyle> => {
    const stem = file.slice(0, -4)
    if (!STEM.test(stem))
      throw new CarrelError(
        'BAD_INPUT',
        `Its name may have only small letters, digits and hyphens, 86 at most: ${nameFor(stem)}.csl.`
      )
    if (nth >= MOST) throw new CarrelError('TOO_LARGE', `There are ${MOST} others already.`)
    const path = join(folder, file)
    const { mtimeMs, size } = await stat(path)
    const mark = `${mtimeMs} ${size}`
    const before = known.get(file)
    if (before?.mark === mark) {
      if (before.style instanceof CarrelError) throw before.style
      return before.style
    }
    const remember = <T extends OwnStyle | CarrelError>(style: T): T => {
      known.set(file, { mark, style })
      return style
    }
    const text = size > 4 << 20 ? ' '.repeat(2 << 20) : await readFile(path, 'utf8')
    try {
      return remember(read(file, text))
    } catch (error) {
      throw error instanceof CarrelError ? remember(error) : error
    }
  }
  const files = async (): Promise<string[]> => {
    try {
      return (await readdir(folder)).filter((name) => /^[^.].*\.csl$/i.test(name)).sort()
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [] // nobody added one yet
      throw error
    }
  }
  const all: OwnStyles['all'] = async () => {
    const styles: OwnStyle[] = []
    const unusable: { file: string; message: string }[] = []
    for (const file of await files())
      try {
        styles.push(await look(file, styles.length))
      } catch (error) {
        // Said beside the others. What the disk says of one file (a folder, a dead link) keeps none of them away.
        if (error instanceof CarrelError) unusable.push({ file, message: error.message })
        else if (error instanceof Error && 'syscall' in error)
          unusable.push({ file, message: 'This file cannot be read.' })
        else throw error
      }
    return { styles: styles.sort((a, b) => (a.title < b.title ? -1 : 1)), unusable }
  }
  const find = async (id: string): Promise<OwnStyle | undefined> => {
    const isOwn = id.startsWith(OWN_STYLE)
    if (!isOwn && pack().find(id) !== undefined) return undefined
    const wanted = isOwn ? id : `${OWN_STYLE}${id}`
    return (await all()).styles.find((s) => s.id === wanted)
  }

  const addOne: OwnStyles['add'] = async (text, sample) => {
    const taken = new Set((await files()).map((name) => name.toLowerCase()))
    const { styles } = await all()
    const same = styles.find((s) => s.text === text)
    if (same) return same
    if (styles.length >= MOST)
      throw new CarrelError('TOO_LARGE', `There are ${MOST} styles of your own already. Remove one first.`)
    const stem = nameFor(readStyle(text).title)
    let file = `${stem}.csl`
    for (let n = 2; taken.has(file); n++) file = `${stem}-${n}.csl`
    const style = read(file, text)
    await sample(style)
    await mkdir(folder, { recursive: true })
    await write(join(folder, file), new TextEncoder().encode(text))
    return style
  }
  /** One at a time: two of the same name must find each other. */
  let adding: Promise<unknown> = Promise.resolve()

  return {
    all,
    find,
    add(text, sample) {
      const added = adding.then(() => addOne(text, sample))
      adding = added.catch(() => undefined) // whoever asked hears of it; the next has its turn all the same
      return added
    },
    async remove(id) {
      const style = await find(id)
      if (style === undefined)
        throw new CarrelError('NOT_FOUND', 'There is no such style of your own any more.')
      await rm(join(folder, style.file), { force: true })
      return style
    }
  }
}

/** `My University (Thesis)` → `my-university-thesis`. */
function nameFor(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 80)
    .replace(/-+$/, '')
  return words === '' ? 'style' : words
}
