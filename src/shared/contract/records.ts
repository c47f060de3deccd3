/**
 * The records of a library as they lie on disk: the only definition of each, used by the store (checked at the
 * door), the services, the contract and the interface. Times are ISO 8601 in UTC. Text offsets are UTF-16 code
 * units in the article's text (see domain/article-text.ts).
 */
import { z } from 'zod'

/** Sortable by time of making: 10 characters of time, 8 random, Crockford base 32 in lower case. */
export const id = z.string().regex(/^[0-9a-hjkmnp-tv-z]{18}$/, 'not an id')
export const time = z.iso.datetime()
/** A day of the calendar, `2026-03-09`, wherever the person is. */
export const day = z.iso.date()
/** SHA-256 of an asset's bytes in hex, with the extension its file has: `abcd….html`. */
export const assetName = z.string().regex(/^[0-9a-f]{64}\.[a-z0-9]{1,5}$/, 'not the name of an asset')

/** Every record: its id, how often it was changed, and its place in the order of saving. */
const base = { id, rev: z.int().nonnegative(), n: z.int().nonnegative(), created: time, updated: time }

/** A CSL name: family and given, or a literal (an institution, or a name that cannot be split). */
export const name = z.object({
  family: z.string().optional(),
  given: z.string().optional(),
  literal: z.string().optional()
})
export type Name = z.infer<typeof name>

/** The CSL item types that Carrel offers. */
export const itemType = z.enum([
  'article-journal',
  'article-newspaper',
  'article-magazine',
  'post-weblog',
  'webpage',
  'book',
  'chapter',
  'paper-conference',
  'report',
  'thesis',
  'document'
])
export type ItemType = z.infer<typeof itemType>

/** What a citation needs; every part can be corrected by hand. `issued` is an EDTF date: `1903-03`. */
export const bibliographic = z.object({
  type: itemType,
  title: z.string().max(2000),
  authors: z.array(name).max(500),
  issued: z.string().max(64).optional(),
  container: z.string().max(1000).optional(),
  publisher: z.string().max(1000).optional(),
  volume: z.string().max(64).optional(),
  issue: z.string().max(64).optional(),
  pages: z.string().max(64).optional(),
  url: z.string().max(8000).optional(),
  doi: z.string().max(500).optional(),
  isbn: z.string().max(64).optional(),
  abstract: z.string().max(50_000).optional(),
  /** BCP 47; drives fonts, hyphenation and the screen reader's voice. */
  lang: z.string().max(64).optional()
})
export type Bibliographic = z.infer<typeof bibliographic>

/** One thing a capture could not keep or took out, in words a person understands. */
export const receiptItem = z.object({
  what: z.enum(['image', 'media', 'frame', 'script', 'form', 'style', 'link', 'text', 'other']),
  count: z.int().positive(),
  reason: z.string(),
  /** Addresses or names, at most a handful, so that the person can look for them. */
  examples: z.array(z.string()).max(20).optional()
})
/** What a capture kept, what it could not, and why. */
export const receipt = z.object({
  words: z.int().nonnegative(),
  images: z.int().nonnegative(),
  missing: z.array(receiptItem),
  removed: z.array(receiptItem),
  /** Where each bibliographic field was found: `title: citation_title`. */
  origins: z.record(z.string(), z.string())
})
export type Receipt = z.infer<typeof receipt>
export type ReceiptItem = z.infer<typeof receiptItem>

/** What of a page is its text: by one of the two extraction libraries, or all of it. */
export const snapshotView = z.enum(['readability', 'defuddle', 'whole'])
export type SnapshotView = z.infer<typeof snapshotView>

/** One captured body of an article: immutable, its files named by hash. */
export const snapshot = z.object({
  /** The sanitised reading text, a whole HTML document that opens in any browser. */
  html: assetName,
  /** The article's text, one paragraph a line; text offsets count in this. */
  text: assetName,
  /** The bytes as they came in. */
  source: assetName.optional(),
  /** The source is a PDF: it has pages. */
  pdf: z.boolean().optional(),
  images: z.array(assetName),
  captured: time,
  from: z.enum(['file', 'url', 'paste', 'sample']),
  /** File name or address, as given. */
  origin: z.string().max(8000).optional(),
  words: z.int().nonnegative(),
  receipt,
  /** How the text was told from the rest of a page; absent: there was nothing to tell apart. */
  view: snapshotView.optional(),
  /** The charset its server named: needed to read the source again. */
  charset: z.string().max(40).optional(),
  /** Where each kept image was found, so that another reading of the same source needs no network. */
  places: z.record(z.string().max(2000), assetName).optional(),
  /** 64-bit simhash of the text's word triples, for finding nearly equal texts. */
  sketch: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional()
})
export type Snapshot = z.infer<typeof snapshot>

export const articleState = z.enum(['inbox', 'reading', 'later', 'archive'])
export type ArticleState = z.infer<typeof articleState>

/** A tag's path: parts joined by `/`, compared without case. See domain/tag-path.ts. */
export const tagPath = z.string().min(1).max(200)

/** Words of an article that were read for the first time on that day. */
export const readingDay = z.object({ day, words: z.int().nonnegative() })
export type ReadingDay = z.infer<typeof readingDay>

/** A saved source of any kind. */
export const article = z.object({
  ...base,
  ...bibliographic.shape,
  citekey: z.string().max(200),
  state: articleState,
  starred: z.boolean(),
  tags: z.array(tagPath),
  /** Bibliographic fields that the person corrected: the capture's own claims no longer say where they are from. */
  corrected: z.array(z.string().max(40)).max(40).optional(),
  /** Bibliographic fields that were looked up on the web, each with its source: `Crossref, 24 Nov 2026`. */
  found: z.record(z.string().max(40), z.string().max(200)).optional(),
  /** The newest last; empty for a bare reference. */
  snapshots: z.array(snapshot),
  words: z.int().nonnegative(),
  opened: time.optional(),
  /** When the person reached the end or said so. */
  read: time.optional(),
  /** How much of the text has been read, 0 to 1. */
  progress: z.number().min(0).max(1),
  /** When it was read, the newest last. See domain/review.ts. */
  days: z.array(readingDay).max(1000).optional(),
  /** Offset in the text of the first line on screen when it was last left. */
  place: z.int().nonnegative().optional(),
  /** The same in the pages of a PDF: the page's number from 1, and how much of it is above the screen. */
  page: z.number().min(1).max(100_001).optional(),
  sample: z.boolean().optional(),
  trashed: time.optional()
})
export type Article = z.infer<typeof article>

export const highlightColor = z.enum(['amber', 'green', 'blue', 'rose'])
export type HighlightColor = z.infer<typeof highlightColor>

/** W3C TextQuoteSelector. `exact` as it stands in the article's text; 32 characters of context. */
export const quoteSelector = z.object({
  exact: z.string().min(1).max(100_000),
  prefix: z.string().max(64),
  suffix: z.string().max(64)
})
/** W3C TextPositionSelector over the article's text. */
export const positionSelector = z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() })

/**
 * Where a highlight stands on a page of a PDF: rectangles (left, bottom, right, top) in the page's own units, 1/72
 * inch from its lower left corner, before any rotation of the view.
 */
export const pageArea = z.object({
  page: z.int().min(1).max(100_000),
  rects: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])).max(1000)
})
export type PageArea = z.infer<typeof pageArea>

/** A highlight, with or without a note, anchored to one snapshot's text. */
export const annotation = z.object({
  ...base,
  article: id,
  /** The text asset that the selectors were made for. */
  text: assetName,
  quote: quoteSelector,
  position: positionSelector,
  color: highlightColor,
  /** Markdown, as typed. */
  note: z.string().max(200_000),
  tags: z.array(tagPath),
  /** Of a PDF: the same place on its pages. */
  pages: z.array(pageArea).max(1000).optional(),
  /** It is a part of a page (a figure, a scan), not words of the text: `quote.exact` only names it. */
  region: z.boolean().optional(),
  /** Kept as a quotation: its words are not in the text any more, and the person knows. */
  detached: z.boolean().optional(),
  /** How often it was looked at again, and the last time. */
  reviewed: z.object({ n: z.int().min(1), on: day }).optional(),
  trashed: time.optional()
})
export type Annotation = z.infer<typeof annotation>

/** Free Markdown; with `article`, the note of that article. */
export const note = z.object({
  ...base,
  article: id.optional(),
  title: z.string().max(2000),
  text: z.string().max(2_000_000),
  trashed: time.optional()
})
export type Note = z.infer<typeof note>

/** What a tag has beyond its uses. */
export const tag = z.object({ ...base, path: tagPath, color: highlightColor.optional() })
export type Tag = z.infer<typeof tag>

/** One article's place on a list. Entries of one section stand together. */
export const listEntry = z.object({
  article: id,
  why: z.string().max(20_000),
  section: z.string().max(500),
  added: time,
  /** To be read by this day. */
  due: day.optional()
})
export type ListEntry = z.infer<typeof listEntry>

/** An ordered reading list. */
export const list = z.object({
  ...base,
  name: z.string().min(1).max(500),
  entries: z.array(listEntry),
  /** What the list is for, in Markdown. */
  description: z.string().max(100_000).optional(),
  /** Everything on it to be read by this day. */
  due: day.optional(),
  /** Put away: kept as it is, out of the sidebar. */
  archived: time.optional(),
  trashed: time.optional()
})
export type ReadingList = z.infer<typeof list>

/** A smart list: a search saved by name. See domain/query.ts. */
export const smart = z.object({
  ...base,
  name: z.string().min(1).max(500),
  query: z.string().min(1).max(10_000)
})
export type SmartList = z.infer<typeof smart>

/** One setting; its id is its name, its value is checked by contract/settings.ts. */
export const setting = z.object({ ...base, id: z.string().max(64), value: z.json() })
export type Setting = z.infer<typeof setting>

/** One undoable action: what changed in each record, field by field. See core/history. */
export const action = z.object({
  ...base,
  label: z.string(),
  changes: z.array(
    z.object({
      /** Of the settings only those that name what an action may rename. */
      collection: z.enum(['articles', 'annotations', 'notes', 'tags', 'lists', 'smart', 'settings']),
      id: z.string().max(64),
      /** Changed fields before and after; a field that was absent is null. `null` as a whole: no such record. */
      before: z.record(z.string(), z.json()).nullable(),
      after: z.record(z.string(), z.json()).nullable()
    })
  ),
  undone: z.boolean()
})
export type Action = z.infer<typeof action>

/** The collections of a library and the schema of their records. */
export const collections = {
  articles: article,
  annotations: annotation,
  notes: note,
  tags: tag,
  lists: list,
  smart,
  settings: setting,
  actions: action
} as const
export type Collections = { [C in keyof typeof collections]: z.infer<(typeof collections)[C]> }
export type CollectionName = keyof Collections
