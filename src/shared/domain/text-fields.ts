/** The bibliographic fields that are one line of text, as a person knows them, in the order of the form. */
export const TEXT_FIELDS = [
  ['container', 'Site, journal or book'],
  ['publisher', 'Publisher'],
  ['volume', 'Volume'],
  ['issue', 'Issue'],
  ['pages', 'Pages'],
  ['url', 'Address'],
  ['doi', 'DOI'],
  ['isbn', 'ISBN'],
  ['lang', 'Language']
] as const
export type TextField = (typeof TEXT_FIELDS)[number][0]
