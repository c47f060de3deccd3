/** The numbers of the ranking. Weights were fixed on half of a known-item benchmark's queries, then checked on the other. */

export const WEIGHTS = {
  /** Words of the query anywhere in the unit, beside those in the best window. */
  unit: 0.3,
  /** Two words of the query standing in its order, next to each other; nearly so. */
  order: 0.25,
  near: 0.15,
  /** A near spelling of a word that many units have: most likely it was meant as it is. */
  misspeltWord: 0.8,
  /** Each word in the window that is not meant. */
  gap: 0.04,
  /** A word missing from the passage that stands on the document's card; elsewhere in the document. */
  card: 0.7,
  elsewhere: 0.35,
  /** Words missing from a note that one other unit of its document has together. */
  together: 0.7,
  /** Rareness counts by log(1 + units / units with the word) to this power. */
  rareness: 0.7,
  /** A window spans this many words per word of the query, and so many more. */
  span: 2.5,
  reach: 8
} as const

export const LIMITS = {
  /** Words of a query that count: the rarest of the first `read`, because a bit mask of 32 holds them. */
  words: 24,
  read: 200,
  /** Terms that one typed word may mean. */
  variants: 64,
  /** Inexact meanings of one word may have this many postings together. */
  inexact: 200_000,
  /** After this many postings, common words only raise units already found; never so for the first two words. */
  postings: 150_000,
  alwaysRead: 2,
  /** Candidates whose words are read. */
  candidates: 4000,
  /** Documents all of whose units are candidates, because their card answers best. */
  cards: 40,
  /** Notes that are looked at together with their document's text, because they hold most; so many of them are read. */
  notes: 400,
  notesRead: 40,
  /** Candidates that cannot be among the so many best (or as many as are asked for) are passed over unread. */
  floorRank: 10,
  /** Ranked passages that get their document's bonus. */
  ranked: 200,
  /** Passages of one document that are shown. */
  perDocument: 3
} as const
