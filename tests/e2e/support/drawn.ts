/**
 * The library of the drawn pictures: the same article, rows, lists and tags, so that a picture of the app can be laid
 * beside each drawing. The essay's opening is William James's of 1903 (in the public domain); what follows is ours.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { CarrelClient } from '#shared/contract/index'
import type { HighlightColor, Name } from '#shared/contract/records'
import { countWords, WORDS_A_MINUTE } from '#shared/domain/words'
import { openClient } from './page-transport'

export const ESSAY = 'The Ph.D. Octopus'
export const LIST = 'Ch. 2 · Credentials'

const SUBJECT = [
  'Some years ago we had at our Harvard Graduate School a very brilliant student of Philosophy, who, after leaving us and supporting himself by literary labor for three years, received an appointment to teach English Literature at a sister-institution of learning.<sup><a href="#fn1" id="ref1">1</a></sup> The governors of this institution, however, had no sooner communicated the appointment than they made the awful discovery that they had enrolled upon their staff a person who was unprovided with the Ph.D. degree. The man in question had been satisfied to work at Philosophy for her own sweet (or bitter) sake, and had disdained to consider that an academic bauble should be his reward.',
  'His appointment had thus been made under a misunderstanding. He was not the proper man; and there was nothing to do but to inform him of the fact. It was notified to him by his new President that his appointment must be revoked, or that a Harvard doctor’s degree must forthwith be procured.',
  'Although it was already the spring of the year, our Subject, being a man of spirit, took up the challenge, turned his back upon literature (which in view of his approaching duties might have seemed his more urgent concern) and spent the weeks that were left him, in writing a metaphysical thesis and grinding his psychology, logic and history of philosophy up again, so as to pass our formidable ordeals.',
  'When the thesis came to be read by our committee, we could not pass it. Brilliancy and originality by themselves won’t save a thesis for the doctorate; it must also exhibit a heavy technical apparatus of learning; and this our candidate had neglected to bring to bear. So, telling him that he was temporarily rejected, we advised him to pad out the thesis properly, and return with it next year, at the same time informing his new President that this signified nothing as to his merits, that he was of ultra-Ph.D. quality, and one of the strongest men with whom we had ever had to deal.',
  'To our surprise we were given to understand in reply that the quality <i>per se</i> of the man signified nothing in this connection, and that three magical letters were the thing seriously required. The College had always gloried in a list of faculty members who bore the doctor’s title, and to make a gap in the galaxy, and admit a common fox without a tail, would be a degradation impossible to be thought of.'
]
const MARKS: readonly { exact: string; color: HighlightColor; note?: string; tag?: string }[] = [
  {
    exact: 'had disdained to consider that an academic bauble should be his reward',
    color: 'amber',
    note: '“Bauble”: reward external to the practice. Cf. MacIntyre on internal goods.',
    tag: 'internal-goods'
  },
  {
    exact:
      'Brilliancy and originality by themselves won’t save a thesis for the doctorate; it must also exhibit a heavy technical apparatus of learning',
    color: 'blue',
    note: 'The apparatus is the credential. Pair with Weber 1919 on specialisation; good epigraph for §2.3?',
    tag: 'outline'
  },
  { exact: 'a degradation impossible to be thought of', color: 'green' },
  { exact: 'prolonged by the sacred appendage', color: 'rose' }
]

interface Row {
  title: string
  by: string
  container?: string
  issued: string
  minutes: number
  lang?: string
  read?: boolean
  progress?: number
  marks?: readonly HighlightColor[]
}
const ROWS: readonly Row[] = [
  { title: 'Wissenschaft als Beruf', by: 'Max Weber', issued: '1919', minutes: 58, lang: 'de' },
  {
    title: 'The Method of Multiple Working Hypotheses',
    by: 'T. C. Chamberlin',
    container: 'Science',
    issued: '1890',
    minutes: 24,
    progress: 0.75,
    marks: ['amber', 'amber', 'blue']
  },
  {
    title: 'Περὶ ποιητικῆς, 1447a–1450b',
    by: 'Ἀριστοτέλης',
    container: 'trans. S. H. Butcher',
    issued: '',
    minutes: 24,
    lang: 'grc'
  },
  {
    title: 'Of Studies',
    by: 'Francis Bacon',
    container: 'Essayes',
    issued: '1625',
    minutes: 3,
    read: true,
    marks: ['green']
  },
  { title: 'Что такое искусство? Глава V', by: 'Лев Толстой', issued: '1897', minutes: 19, lang: 'ru' },
  {
    title: 'The Idea of a University: Discourse V. Knowledge Its Own End',
    by: 'John Henry Newman',
    issued: '1852',
    minutes: 38,
    progress: 0.1,
    marks: ['rose', 'blue']
  },
  {
    title: 'Beantwortung der Frage: Was ist Aufklärung?',
    by: 'Immanuel Kant',
    container: 'Berlinische Monatsschrift',
    issued: '1784',
    minutes: 14,
    lang: 'de'
  },
  { title: 'Self-Reliance', by: 'Ralph Waldo Emerson', issued: '1841', minutes: 40, read: true }
]

/** Our own prose of so many words; every part says where it stands, so that none is a duplicate of another. */
function prose(words: number, about: string): string {
  const out: string[] = []
  let left = Math.ceil(words)
  for (let n = 1; left > 0; n++) {
    const part = `Of ${about}, part ${n}: what is asked for is seldom what is wanted, and what is wanted is seldom put into a form. The clerk who stands at the door of part ${n} counts the letters after a name, since letters can be counted; the teacher who stands behind it has to listen, which takes longer and leaves no paper. Between the two of them the candidate waits, and reads what there is to read meanwhile.`
    const cut = part.split(' ').slice(0, left).join(' ')
    out.push(`<p>${cut}</p>`)
    left -= Math.max(1, countWords(cut))
  }
  return out.join('')
}

/** Twelve minutes of it. */
function essay(): string {
  const begin = SUBJECT.map((p) => `<p>${p}</p>`).join('')
  const end =
    '<p>Is it not strange that a man’s miserably naked name should be prolonged by the sacred appendage, and that he should be the better for it?</p>'
  const left = 12 * WORDS_A_MINUTE - countWords(begin) - countWords(end)
  return `${begin}${prose(left / 3, 'the letters')}${end}${prose((left * 2) / 3, 'the names')}<section class="footnotes"><ol><li id="fn1"><p>Published in the <i>Harvard Monthly</i>, March 1903. <a href="#ref1">↩</a></p></li></ol></section>`
}

const html = (title: string, body: string, lang = 'en'): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title></head><body><article><h1>${title}</h1>${body}</article></body></html>`

const person = (by: string): Name => {
  const at = by.lastIndexOf(' ')
  return at < 0 ? { literal: by } : { given: by.slice(0, at), family: by.slice(at + 1) }
}

/** Fills an empty library; answers the essay's id, and a client of the same page. */
export async function drawLibrary(page: Page): Promise<{ client: CarrelClient; id: string }> {
  const client = await openClient(page)
  const add = async (title: string, text: string): Promise<string> => {
    const items = [{ kind: 'text', format: 'html', text } as const]
    const [result] = await client['capture.add']({ items, anyway: true })
    if (result?.id === undefined) throw new Error(`Not added: ${title}: ${result?.message}`)
    return result.id
  }
  const list = (await client['lists.create']({ name: LIST })).id

  const id = await add(ESSAY, html(ESSAY, essay()))
  await client['articles.edit']({
    id,
    fields: { authors: [person('William James')], container: 'The Harvard Monthly', issued: '1903-03' }
  })
  await client['tags.apply']({ articles: [id], add: ['higher-education', 'pragmatism'], remove: [] })
  for (const mark of MARKS) {
    const made = await client['annotations.createFromQuote']({
      article: id,
      exact: mark.exact,
      color: mark.color,
      note: mark.note ?? ''
    })
    if (mark.tag !== undefined) await client['annotations.update']({ id: made.id, tags: [mark.tag] })
  }
  const rows = [id]
  for (const row of ROWS) rows.push(await addRow(client, add, row))
  await client['lists.add']({ id: list, articles: rows })
  await client['articles.mark']({ ids: [id], state: 'reading' })
  for (const [name, count] of [
    ['Comps: pragmatism', 6],
    ['Seminar, week 6', 5],
    ['Committee asked for', 3]
  ] as const)
    await client['lists.add']({
      id: (await client['lists.create']({ name })).id,
      articles: rows.slice(-count)
    })
  await client['smart.create']({ name: 'Unread, under 15 min', query: 'is:unread' })
  await client['smart.create']({ name: 'Highlighted, no note', query: 'has:highlight -has:note' })
  for (const [tag, count] of [
    ['method', 4],
    ['παιδεία', 2],
    ['университет', 2]
  ] as const)
    await client['tags.apply']({ articles: rows.slice(1, 1 + count), add: [tag], remove: [] })
  await client['articles.mark']({ ids: rows.slice(4, 9), state: 'later' })
  await client['articles.place']({ id, place: 0, progress: 0.4 })
  return { client, id }
}

async function addRow(
  client: CarrelClient,
  add: (title: string, text: string) => Promise<string>,
  row: Row
): Promise<string> {
  const marks = row.marks ?? []
  const id = await add(
    row.title,
    html(row.title, prose(row.minutes * WORDS_A_MINUTE - countWords(row.title), row.title), row.lang)
  )
  await client['articles.edit']({
    id,
    fields: {
      title: row.title,
      authors: [person(row.by)],
      issued: row.issued,
      container: row.container ?? '',
      lang: row.lang ?? 'en'
    }
  })
  for (const [i, color] of marks.entries())
    await client['annotations.createFromQuote']({
      article: id,
      exact: `The clerk who stands at the door of part ${i + 1} counts`,
      color
    })
  if (row.progress !== undefined) await client['articles.place']({ id, place: 0, progress: row.progress })
  if (row.read) await client['articles.mark']({ ids: [id], read: true })
  return id
}

/** Two highlights whose words are not in the essay any more. */
export async function loseTwo(client: CarrelClient, article: string): Promise<void> {
  for (const exact of ['and the chair stood empty for a winter', 'of whom no committee had ever heard'])
    await client['annotations.create']({
      article,
      quote: { exact, prefix: '', suffix: '' },
      position: { start: 10, end: 10 + exact.length },
      color: 'amber'
    })
}

/** The article's saved text goes, as when a disk is damaged. */
export async function loseText(client: CarrelClient, id: string, library: string): Promise<void> {
  const name = (await client['articles.get']({ id })).snapshots.at(-1)?.html ?? ''
  rmSync(join(library, 'assets', name.slice(0, 2), name))
}
