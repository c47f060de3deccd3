/** The parts of a Word document (ECMA-376) beside its text: relations, styles, lists, properties. */
import { childOf, childrenOf, readXml, xmlText, type Xml } from './xml'
import { resolveInside } from './paths'
import type { Archive } from './zip'

export interface Relation {
  /** Name of the part; undefined for one that lies elsewhere. */
  part: string | undefined
  /** As it stands. */
  target: string
  external: boolean
  /** The last word of its type: `image`, `hyperlink`. */
  kind: string
}

export interface Style {
  /** 1 to 6. */
  heading: number | undefined
  title: boolean
  quote: boolean
  list: { id: string; level: number } | undefined
}

export function xmlPart(
  archive: Archive,
  name: string,
  onEntities?: (count: number) => void
): Xml | undefined {
  const bytes = archive.read(name)
  if (!bytes) return undefined
  const { root, entities } = readXml(new TextDecoder(utf16(bytes) ?? 'utf-8').decode(bytes))
  if (entities > 0) onEntities?.(entities)
  return root
}
function utf16(bytes: Uint8Array): string | undefined {
  return bytes[0] === 0xff && bytes[1] === 0xfe
    ? 'utf-16le'
    : bytes[0] === 0xfe && bytes[1] === 0xff
      ? 'utf-16be'
      : undefined
}

export function relationsOf(archive: Archive, part: string): Map<string, Relation> {
  const relations = new Map<string, Relation>()
  const name = part.replace(/([^/]*)$/, '_rels/$1.rels')
  for (const e of childrenOf(childOf(xmlPart(archive, name), 'Relationships'), 'Relationship')) {
    const target = e.attrs.get('Target') ?? ''
    const external = e.attrs.get('TargetMode') === 'External'
    relations.set(e.attrs.get('Id') ?? '', {
      part: external ? undefined : resolveInside(part, target),
      target,
      external,
      kind: (e.attrs.get('Type') ?? '').split('/').at(-1) ?? ''
    })
  }
  return relations
}

/** Styles by id; what a style does not say it takes from the one it is based on. */
export function readStyles(archive: Archive): (id: string | undefined) => Style {
  const raw = new Map<string, Xml>()
  for (const style of childrenOf(childOf(xmlPart(archive, 'word/styles.xml'), 'styles'), 'style'))
    raw.set(style.attrs.get('styleId') ?? '', style)
  const known = new Map<string, Style>()
  const none: Style = { heading: undefined, title: false, quote: false, list: undefined }
  const read = (id: string, steps: number): Style => {
    const ready = known.get(id)
    if (ready) return ready
    const style = raw.get(id)
    const name = (childOf(style, 'name')?.attrs.get('val') ?? id).toLowerCase()
    const parent = childOf(style, 'basedOn')?.attrs.get('val')
    const above = parent === undefined || steps > 20 ? none : read(parent, steps + 1)
    const outline = childOf(style, 'pPr', 'outlineLvl')?.attrs.get('val')
    const digit = /^heading ?([1-9])$/.exec(name)?.[1]
    const level =
      digit !== undefined ? Number(digit) : outline === undefined ? undefined : Number(outline) + 1
    const made: Style = {
      heading: level === undefined ? above.heading : level <= 9 ? Math.min(6, level) : undefined,
      title: name === 'title' || above.title,
      quote: /^(intense )?quote$|^quotations?$|^block text$/.test(name) || above.quote,
      list: numberingOf(childOf(style, 'pPr')) ?? above.list
    }
    known.set(id, made)
    return made
  }
  return (id) => (id === undefined ? none : read(id, 0))
}

/** `numId` 0 takes a paragraph out of a list. */
export function numberingOf(pPr: Xml | undefined): { id: string; level: number } | undefined {
  const id = childOf(pPr, 'numPr', 'numId')?.attrs.get('val')
  if (id === undefined) return undefined
  const level = Number(childOf(pPr, 'numPr', 'ilvl')?.attrs.get('val') ?? 0)
  return { id, level: Number.isInteger(level) && level >= 0 && level < 9 ? level : 0 }
}

/** Whether a level of a list counts; without an answer it has bullets. */
export function readNumbering(archive: Archive): (id: string, level: number) => boolean {
  const numbering = childOf(xmlPart(archive, 'word/numbering.xml'), 'numbering')
  const kinds = new Map<string, boolean>()
  const abstracts = new Map<string, Xml>()
  for (const a of childrenOf(numbering, 'abstractNum')) abstracts.set(a.attrs.get('abstractNumId') ?? '', a)
  for (const num of childrenOf(numbering, 'num')) {
    const abstract = abstracts.get(childOf(num, 'abstractNumId')?.attrs.get('val') ?? '')
    for (const level of childrenOf(abstract, 'lvl')) {
      const format = childOf(level, 'numFmt')?.attrs.get('val')
      kinds.set(
        `${num.attrs.get('numId')} ${level.attrs.get('ilvl')}`,
        format !== undefined && format !== 'bullet' && format !== 'none'
      )
    }
  }
  return (id, level) => kinds.get(`${id} ${level}`) ?? false
}

export interface Properties {
  title: string
  creator: string
  created: string
  language: string
}
export function readProperties(archive: Archive): Properties {
  const core = childOf(xmlPart(archive, 'docProps/core.xml'), 'coreProperties')
  const get = (tag: string): string => xmlText(childOf(core, tag))
  return { title: get('title'), creator: get('creator'), created: get('created'), language: get('language') }
}
