/**
 * The document that every export is rendered from: a title, sections, entries with what belongs to them. It holds
 * clean text and structure, no syntax of any format; a renderer reads it and nothing else.
 */
import type { HighlightColor } from '#shared/contract/records'
import type { CslItem } from '#shared/domain/csl'

/** A piece of text in one dress. `href` is an http(s) or mailto address. */
export interface Run {
  text: string
  bold?: true
  italic?: true
  code?: true
  strike?: true
  sup?: true
  sub?: true
  smallCaps?: true
  href?: string
  /** A footnote stands here; `text` is empty. */
  footnote?: Block[]
  /** A formula in TeX as it was typed, dollars included: no mark in it is Markdown's. */
  tex?: true
  /** A picture stands here, an asset of `Doc.images`; `text` describes it. */
  image?: string
}

/** What a note can hold. Heading levels are 1 to 6, counted within the note. */
export type Block =
  | { type: 'paragraph'; runs: Run[] }
  | { type: 'heading'; level: number; runs: Run[] }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'list'; start?: number; items: Block[][] }
  | { type: 'code'; text: string; language?: string }
  | { type: 'table'; rows: Run[][][] }
  | { type: 'rule' }

/** A highlighted passage, its paragraphs, and what the person wrote beside it. */
export interface Quote {
  paragraphs: string[]
  color: HighlightColor
  remark: Block[]
}

export interface Entry {
  /** Letters, digits and `_:.+/-`: safe as a key in every format. */
  key: string
  item: CslItem
  /** EDTF, or words. */
  issued?: string
  lang?: string
  /** The formatted reference. */
  reference: Run[]
  /** Paragraphs of plain text. */
  why: string[]
  tags: string[]
  /** How far its reading is, where that was asked for: `Read`, `7 min left · due 2026-12-12`. */
  state?: string
  notes: Block[]
  quotes: Quote[]
  /** The whole text of the article, where that was asked for. */
  body: Block[]
}

/** `name` is empty for entries that stand under no section. */
export interface Section {
  name: string
  entries: Entry[]
}

export interface Doc {
  title: string
  /** The day of the last change that the export shows, `2026-11-20`. */
  date?: string
  /** What the list is for, and how far its reading is, where that was asked for. */
  about?: { description: Block[]; progress: string }
  sections: Section[]
  /** How many entries there are in all, where these are only the first of them. */
  total?: number
  /** The pictures of the bodies, by asset name; only such as were found. */
  images?: ReadonlyMap<string, Uint8Array>
}

/** A sentence for the person about what an export could not keep. */
export type Warn = (sentence: string) => void

/** Gives the text in pieces. Same document, same bytes. */
export type Render = (doc: Doc, warn: Warn) => Iterable<string>

/** For formats that are not text. Same document, same bytes. */
export type RenderBytes = (doc: Doc, warn: Warn) => Uint8Array

export const countEntries = ({ total, sections }: Doc): number =>
  total ?? sections.reduce((n, s) => n + s.entries.length, 0)

/** Joins neighbouring runs in the same dress, so that no writer puts `**` beside `**`. */
export function joinRuns(runs: readonly Run[]): Run[] {
  const out: Run[] = []
  for (const run of runs) {
    const last = out.at(-1)
    const { text, ...dress } = run
    if (last && !run.footnote && !last.footnote && !run.image && !last.image) {
      const { text: before, ...lastDress } = last
      if (sameDress(dress, lastDress)) {
        out[out.length - 1] = { ...last, text: before + text }
        continue
      }
    }
    if (text !== '' || run.footnote || run.image) out.push(run)
  }
  return out
}

function sameDress(a: Omit<Run, 'text'>, b: Omit<Run, 'text'>): boolean {
  return (
    a.bold === b.bold &&
    a.italic === b.italic &&
    a.code === b.code &&
    a.strike === b.strike &&
    a.sup === b.sup &&
    a.sub === b.sub &&
    a.smallCaps === b.smallCaps &&
    a.tex === b.tex &&
    a.href === b.href
  )
}

export const textOf = (runs: readonly Run[]): string => runs.map((r) => r.text).join('')

/** The words alone, without notes on notes. */
export function plainText(blocks: readonly Block[]): string {
  return blocks
    .map((b): string => {
      if (b.type === 'paragraph' || b.type === 'heading') return textOf(b.runs)
      if (b.type === 'quote') return plainText(b.blocks)
      if (b.type === 'list') return b.items.map(plainText).join(' ')
      if (b.type === 'code') return b.text
      return b.type === 'table' ? b.rows.flat().map(textOf).join(' ') : ''
    })
    .join(' ')
}
