/** Export: chooses the articles, builds the document, renders it in the format asked for. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { Running } from '#shared/contract/define'
import { CarrelError } from '#shared/contract/errors'
import { exportProgress, type ExportProgress } from '#shared/contract/exchange'
import type { CoreHandlers } from '#shared/contract/index'
import type { Assets, PrintPage, Records, Workers } from '#core/ports'
import { buildEntry, bySection, type Chosen, type Include } from './build-doc'
import { attachedTo, choose, inOrder, nameSome, type Matches, type Selection } from './choose'
import { citeprocRuns } from './citeproc-runs'
import { TextCleaner } from './clean-text'
import type { Doc, Entry, Warn } from './doc'
import { exportKeys } from './export-key'
import { FORMATS } from './formats'
import { safeFileName } from './file-name'
import { addBodies, addNotePictures } from './full-text'
import { entryState, listProgress } from './progress'
import { noteBlocks } from './read-blocks'
import { renderDoc, type Rendered, type RenderInput } from './render-job'

/** So many entries are rendered in a few milliseconds. */
const FEW = 50

/** Entries built between two messages of how far it is. */
const TELL_EVERY = 200

const formatted = exportProgress.pick({ done: true, total: true })
type ExportRunning = Running<ExportProgress>

/** Entries built between two moments in which others may work. */
const AT_ONCE = 8

async function pause(count: number, signal: AbortSignal): Promise<void> {
  if (count % AT_ONCE !== 0) return
  await breathe()
  if (signal.aborted) throw cancelled()
}

const cancelled = (): CarrelError =>
  new CarrelError('CANCELLED', 'The export was cancelled. Nothing was written.')

export interface ExchangeDeps {
  store: Records
  workers: Workers
  /** Where the texts and pictures of whole articles are. */
  assets: Pick<Assets, 'read'>
  /** What a saved search finds. */
  matches: Matches
  /** The XML of a style of the person's own. */
  ownStyle(id: string): Promise<string | undefined>
  print: PrintPage
}

export interface Exchange {
  handlers: Pick<CoreHandlers, 'exchange.export'>
}

/** Answers only from the records: the same library gives the same bytes, whenever and wherever it is asked. */
export function createExchange({ store, workers, assets, matches, ownStyle, print }: ExchangeDeps): Exchange {
  return {
    handlers: {
      async 'exchange.export'({ scope, format, include, style, locale, order, limit, progress }, running) {
        const { signal } = running
        const warnings: string[] = []
        const warn = (sentence: string): void => void warnings.push(sentence)
        const selection = await choose(store, scope, warn, matches)
        const all = inOrder(selection.chosen, order ?? 'list')
        selection.chosen = all.slice(0, limit)
        const { extension, mime, referencesOnly, printed } = FORMATS[format]
        const parts = included(include)
        if (referencesOnly) parts.notes = parts.highlights = parts.text = false
        const doc = await buildDoc(store, selection, parts, warn, running)
        doc.total = all.length
        if (progress === true && scope.kind === 'list') addProgress(doc, store, scope.list, selection, all)
        if (parts.text) await addBodies(doc, selection.chosen, { assets, workers, warn, signal })
        await addNotePictures(doc, { assets, warn })
        if (style !== undefined && !referencesOnly)
          await applyStyle(
            workers,
            doc,
            { style, xml: await ownStyle(style), ...(locale === undefined ? {} : { locale }) },
            warn,
            running
          )
        running.progress({ step: 'writing', done: 0, total: 1 })
        const file = { fileName: safeFileName(doc.title, extension), mime, entries: selection.chosen.length }
        const rendered = await render(workers, { format, doc }, selection.chosen.length, signal)
        warnings.push(...rendered.warnings)
        if (printed) rendered.bytes = withoutClock(await print(rendered.text, signal), doc.date)
        if (rendered.bytes === undefined) return { ...file, text: rendered.text, warnings }
        return { ...file, text: '', bytes: Buffer.from(rendered.bytes).toString('base64'), warnings }
      }
    }
  }
}

/** The same list gives the same bytes: a printed file says when its contents changed, not when it was printed. */
function withoutClock(pdf: Uint8Array, date: string | undefined): Uint8Array {
  const day = (date ?? '2000-01-01').replaceAll('-', '')
  const text = Buffer.from(pdf).toString('latin1')
  return Buffer.from(
    text.replace(/(\/(?:CreationDate|ModDate) \(D:)\d{14}(?:[+-]\d\d'\d\d'|Z)?/g, (found, begin: string) =>
      `${begin}${day}000000`.padEnd(found.length, found.slice(begin.length + 14))
    ),
    'latin1'
  )
}

/** `all`: what is on the list; the document may show only the first of them. */
function addProgress(
  doc: Doc,
  store: Records,
  id: string,
  { chosen }: Selection,
  all: readonly Chosen[]
): void {
  const list = store.get('lists', id)
  if (!list) return
  const description = noteBlocks(new TextCleaner().clean(list.description ?? ''))
  const articles = all.map((c) => c.article)
  doc.about = { description, progress: listProgress(list, articles) }
  const of = new Map(list.entries.map((e) => [e.article, e]))
  for (const [i, entry] of doc.sections.flatMap((s) => s.entries).entries()) {
    const article = chosen[i]?.article
    if (article) entry.state = entryState(of.get(article.id), article)
  }
}

/** Few entries are rendered at once, where they are; many, and whole articles, in the thread, which can be ended. */
async function render(
  workers: Workers,
  input: RenderInput,
  entries: number,
  signal: AbortSignal
): Promise<Rendered> {
  if (entries <= FEW && input.doc.images === undefined) return renderDoc(input)
  try {
    return await workers.run<Rendered>('exchange.render', input, { signal })
  } catch (error) {
    throw signal.aborted ? cancelled() : error
  }
}

/** Puts references in a CSL style in the place of the plain ones. */
async function applyStyle(
  workers: Workers,
  doc: Doc,
  how: { style: string; xml: string | undefined; locale?: string },
  warn: Warn,
  { signal, progress }: ExportRunning
): Promise<void> {
  const entries = doc.sections.flatMap((s) => s.entries)
  if (entries.length === 0) return
  const input = { ...how, items: entries.map((e) => e.item) }
  const onProgress = (value: unknown): void => {
    const told = formatted.safeParse(value)
    if (told.success) progress({ step: 'references', ...told.data })
  }
  const made = await workers.run<string[]>('citation.format', input, { signal, onProgress })
  const unsaid: string[] = []
  for (const [i, entry] of entries.entries()) {
    const runs = citeprocRuns(made[i] ?? '')
    if (runs.length > 0) entry.reference = runs
    else unsaid.push(entry.item.title)
  }
  if (unsaid.length > 0)
    warn(`The style has no words for ${nameSome(unsaid)}; they are in the plain author-date form.`)
}

function included(include: { [K in keyof Include]?: boolean | undefined } | undefined): Include {
  return {
    why: include?.why ?? true,
    notes: include?.notes ?? true,
    highlights: include?.highlights ?? true,
    tags: include?.tags ?? true,
    text: include?.text ?? false
  }
}

async function buildDoc(
  store: Records,
  { title, updated, chosen }: Selection,
  include: Include,
  warn: (sentence: string) => void,
  { signal, progress }: ExportRunning
): Promise<Doc> {
  const attached = attachedTo(store, chosen)
  const cleaner = new TextCleaner()
  const changed: string[] = []
  const keyOf = exportKeys((stored, written) => changed.push(`${stored} → ${written}`))
  const entries: { section: string; entry: Entry }[] = []
  let date = updated ?? ''
  const seen = (time: string): void => {
    if (time > date) date = time
  }
  for (const one of chosen) {
    entries.push({
      section: cleaner.line(one.section),
      entry: buildEntry(one, attached, include, keyOf, cleaner)
    })
    seen(one.article.updated)
    for (const of of [attached.notes, attached.highlights])
      for (const record of of.get(one.article.id) ?? []) seen(record.updated)
    await pause(entries.length, signal)
    if (entries.length % TELL_EVERY === 0)
      progress({ step: 'reading', done: entries.length, total: chosen.length })
  }
  const [only] = entries
  const name =
    title === undefined
      ? entries.length === 1 && only
        ? only.entry.item.title
        : 'Carrel references'
      : cleaner.line(title)
  const doc: Doc = {
    title: name || 'Untitled',
    sections: bySection(entries)
  }
  if (date !== '') doc.date = date.slice(0, 10)
  if (changed.length > 0)
    warn(
      `Some citation keys hold characters that not every program takes; they are written ${changed.join(', ')}.`
    )
  if (cleaner.replaced > 0) warn(`${cleaner.replaced} characters are not valid text and are shown as \ufffd.`)
  return doc
}
