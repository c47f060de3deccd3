/** References in a CSL style. Runs in a worker: a thousand references take seconds. */
import { createHash } from 'node:crypto'
import type { CslItem } from '#shared/domain/csl'
import { citeprocOf, type CiteprocEngine, type CiteprocItem } from './citeproc'
import { openStylePack } from './pack'

export interface FormatInput {
  style: string
  /** Of a style that is not in the pack. */
  xml?: string
  /** A locale of the pack; undefined: the style's own, else en-US. */
  locale?: string
  /** In the order in which numbers are given, where the style gives numbers in order of citation. */
  items: readonly CslItem[]
}

export interface FormatProgress {
  done: number
  total: number
}

/** A message between threads costs more than an entry's share of the work. */
const TELL_EVERY = 100

interface Ready {
  engine: CiteprocEngine
  items: Map<string, CiteprocItem>
  /** Hears of each item whenever it is read (with its id), and of each entry when it is written. */
  step: (id?: string) => void
}

/** Engines take 10 to 300 ms to make. The least recently used goes first. */
const MOST_ENGINES = 8
const engines = new Map<string, Ready>()
let runs = 0

/** Dashes in place of a repeated author are right only in the style's own order; a reading list has the person's. */
const withoutDashes = (xml: string): string => xml.replace(/\ssubsequent-author-substitute="[^"]*"/g, '')

function engineFor({ style, locale, xml }: FormatInput): Ready {
  const mark = xml === undefined ? '' : createHash('sha1').update(xml).digest('hex')
  const key = `${style}\n${locale ?? ''}\n${mark}`
  const known = engines.get(key)
  engines.delete(key)
  const ready = known ?? open(style, locale, xml)
  engines.set(key, ready)
  const oldest = engines.keys().next()
  if (engines.size > MOST_ENGINES && !oldest.done) engines.delete(oldest.value)
  return ready
}

function open(style: string, locale: string | undefined, own: string | undefined): Ready {
  const pack = openStylePack()
  const xml = withoutDashes(own ?? pack.style(style))
  const items = new Map<string, CiteprocItem>()
  const system = {
    retrieveLocale: (lang: string) => pack.locale(lang) ?? false,
    retrieveItem(id: string) {
      ready.step(id)
      return items.get(id)
    },
    // An entry that the style has no words for is left out, so each says whose it is.
    embedBibliographyEntry(id: string | undefined) {
      ready.step()
      return id === undefined ? '' : `<!--${id}-->`
    }
  } as const
  const engine = new (citeprocOf(pack.dir).Engine)(system, xml, locale, locale !== undefined)
  const ready: Ready = { engine, items, step: () => undefined }
  return ready
}

/**
 * citeproc's HTML for each item, in the order given. A title's full stop at its end goes, because many styles put
 * their own mark after it. '': the style says nothing about an item of this kind. `tell` hears how far it is: reading and
 * writing are each half of it.
 */
export function formatReferences(
  input: FormatInput,
  tell: (progress: FormatProgress) => void = () => undefined
): string[] {
  const { items } = input
  const ready = engineFor(input)
  // An engine keeps what it made of an id, so each run has ids of its own: an edited title must be seen.
  const run = ++runs
  const ids = items.map((_, i) => `${run}.${i}`)
  ready.items.clear()
  const read = new Set<string>()
  let [written, told] = [0, 0]
  ready.step = (id) => {
    if (id === undefined) written++
    else read.add(id)
    const done = read.size + written
    if (done < told + TELL_EVERY) return
    told = done
    tell({ done, total: 2 * ids.length })
  }
  for (const [i, item] of items.entries()) {
    const id = ids[i] ?? ''
    ready.items.set(id, {
      ...item,
      id,
      system_id: id,
      title: item.title.replace(/([^.])\.$/, '$1') || 'Untitled'
    })
  }
  ready.engine.updateItems([])
  ready.engine.updateItems(ids)
  const made = ready.engine.makeBibliography()
  if (made === false) return ids.map((id) => unlessNothing(ready.engine.makeCitationCluster([{ id }])))
  const byId = new Map(
    made[1].map((html) => {
      const [mark = '', id = ''] = /<!--([\d.]+)-->\s*$/.exec(html) ?? []
      return [id, html.slice(0, html.length - mark.length)]
    })
  )
  return ids.map((id) => unlessNothing(byId.get(id) ?? ''))
}

const unlessNothing = (html: string): string => (html.includes('[CSL STYLE ERROR') ? '' : html)
