/** What the core and the search thread say to each other. Both ends are ours and built together: no schema. */
import type { Demand } from '#shared/domain/query'
import type { Like } from './alike'
import type { FoundPassage } from './search-index'

/** What a document is called, for exact answers and for fuse.js. */
export interface Names {
  title: string
  authors: string[]
  tags: string[]
}

/** Words to look for, and what must hold besides. */
export interface Question {
  query: string
  limit: number
  /** Only these documents: what the filters left. */
  only?: readonly string[]
  demands?: readonly Demand[]
  /** The words are those of the demands: only passages that meet one are shown. */
  scoped?: boolean
  /** What answers must be like; then documents that have the words of the query, if any, are all that may answer. */
  like?: Like
  /** Also name every document that matches. */
  all?: boolean
}

export interface Found {
  hits: ThreadHit[]
  /** With `all`: keys of documents, in no order. */
  matched?: string[]
}

/** Where an index is saved. */
export interface Target {
  /** The cache folder; made when it is written. */
  folder: string
  /** The id of the library. */
  library: string
}

/** `stamp`: a number that what is sent is known by, kept and saved with the part. */
export type ToSearch =
  /** First of all: takes a saved index, if there is one that can be used. Answered by `restored`. */
  | ({ t: 'load' } & Target)
  /**
   * Saves the index when it is tidied up; gives up when something changes meanwhile. `now`: at once, in one go.
   * Answered by `saved`.
   */
  | ({ t: 'save'; now: boolean } & Target)
  /** Replaces a part of a document by texts. */
  | { t: 'put'; seq: number; key: string; part: string; texts: string[]; stamp?: number }
  /** Replaces the card of a document: the text to find it by, and its names. */
  | { t: 'card'; seq: number; key: string; text: string; names: Names; stamp?: number }
  /** Replaces the text of an article: UTF-8, one paragraph a line. */
  | { t: 'text'; seq: number; key: string; bytes: Uint8Array; stamp?: number }
  /** Removes a part, or a document. */
  | { t: 'drop'; seq: number; key: string; part?: string }
  /** Everything known has been sent once: from now on changes are single ones. Done when all is tidied up. */
  | { t: 'loaded'; seq: number }
  | ({ t: 'ask'; id: number } & Question)

/** A part of a restored document with its stamp. */
export type RestoredPart = [key: string, part: string, stamp: number]

export type FromSearch =
  /** What a saved index has, in several messages; `bytes` of its file with the `last`, 0 when there was none. */
  | { t: 'restored'; parts: RestoredPart[]; last: false }
  | { t: 'restored'; parts: RestoredPart[]; last: true; bytes: number }
  /** `bytes` of the file; undefined: not saved, because of a change (`changed`) or of the disk. */
  | { t: 'saved'; bytes: number | undefined; changed: boolean }
  /** The message `seq` has been dealt with. */
  | { t: 'done'; seq: number }
  | ({ t: 'found'; id: number } & Found)
  /** The question could not be answered: an error of ours. */
  | { t: 'failed'; id: number; reason: string }

/** `field`: the card answers exactly by this; otherwise what was hit follows from `part`. */
export interface ThreadHit extends FoundPassage {
  field?: 'title' | 'tag'
}

export const TEXT_PART = 'text'
export const ABSTRACT_PART = 'abstract'
/** Parts in which the words of `note:` and `text:` are looked for. */
export const SCOPE_PARTS: Readonly<Record<Demand['scope'], RegExp>> = {
  note: /^(note|mark):/,
  text: /^(text|abstract)$/
}
export const notePart = (id: string): string => `note:${id}`
export const markPart = (id: string): string => `mark:${id}`
/** The note's or annotation's id. */
export function partOwner(part: string): { kind: 'note' | 'mark'; id: string } | undefined {
  const match = /^(note|mark):(.+)$/.exec(part)
  return match?.[2] === undefined ? undefined : { kind: match[1] === 'note' ? 'note' : 'mark', id: match[2] }
}

/** For messages that arrive as `unknown`. */
export function isFromSearch(message: unknown): message is FromSearch {
  return typeof message === 'object' && message !== null && 't' in message
}
export function isToSearch(message: unknown): message is ToSearch {
  return typeof message === 'object' && message !== null && 't' in message
}
