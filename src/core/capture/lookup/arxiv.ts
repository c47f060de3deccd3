/** The Atom feed of arXiv's API (info.arxiv.org/help/api/user-manual): one entry a paper. */
import { parseDate } from '#shared/domain/dates'
import { splitName } from '#shared/domain/names'
import { childOf, childrenOf, readXml, xmlText, type Xml } from '../packed/xml'
import { fitting, type Found } from './found'

/** By arXiv number without version. undefined: it is no such feed. */
export function readArxivFeed(text: string): ReadonlyMap<string, Found> | undefined {
  const feed = childOf(readXml(text).root, 'feed')
  if (!feed) return undefined
  const found = new Map<string, Found>()
  for (const entry of childrenOf(feed, 'entry')) {
    // An error comes as an entry too; its id is arxiv.org/api/errors#…
    const number = /\/abs\/(.+?)(?:v\d+)?$/.exec(textOf(entry, 'id'))?.[1]
    if (number !== undefined) found.set(number, fieldsOf(entry, number))
  }
  return found
}

function fieldsOf(entry: Xml, number: string): Found {
  const journal = textOf(entry, 'journal_ref')
  return fitting({
    type: journal === '' ? 'report' : undefined,
    title: textOf(entry, 'title'),
    authors: childrenOf(entry, 'author')
      .slice(0, 500)
      .flatMap((author) => splitName(textOf(author, 'name')) ?? []),
    issued: parseDate(textOf(entry, 'published').slice(0, 10)),
    publisher: journal === '' ? 'arXiv' : undefined,
    url: `https://arxiv.org/abs/${number}`,
    doi: textOf(entry, 'doi'),
    abstract: textOf(entry, 'summary')
  })
}

/** One line: the feed breaks lines within titles. */
const textOf = (xml: Xml, tag: string): string => xmlText(childOf(xml, tag))
