/**
 * What a person does in a day, by chance, through the real services: for tests in which it is cut off anywhere, or
 * undone and done again.
 */
import type { Core } from '#core/app'
import type { Article } from '#shared/contract/records'
import { CarrelError } from '#shared/contract/errors'
import type { Random } from './random'

export interface Desk {
  core: Core
  random: Random
}
type Act = (desk: Desk) => Promise<unknown>

export const running = { signal: new AbortController().signal, progress: (): void => undefined }
const TAGS = ['method', 'method/field work', 'to read', 'theory', '数学', 'עברית']
const TEXT = 'He would not hurry a page. He said that the book had waited and could wait a little longer.'

async function articles({ core }: Desk, kind: 'all' | 'trash' = 'all'): Promise<string[]> {
  const { ids } = await core.handlers['articles.list']({ view: { kind }, sort: 'added' }, running)
  return ids
}
/** Some of them, or nothing happens. */
async function some(
  desk: Desk,
  act: (ids: string[]) => Promise<unknown>,
  from: 'all' | 'trash' = 'all'
): Promise<void> {
  const all = await articles(desk, from)
  const ids = [
    ...new Set(
      Array.from({ length: 1 + desk.random.below(3) }, () => all.at(desk.random.below(all.length || 1)))
    )
  ]
  const found = ids.filter((id) => id !== undefined)
  if (found.length > 0) await act(found)
}
async function one<T>(
  { random }: Desk,
  things: Promise<T[]>,
  act: (thing: T) => Promise<unknown>
): Promise<void> {
  const all = await things
  if (all.length > 0) await act(random.pick(all))
}
function words({ random }: Desk): string {
  return Array.from({ length: 3 + random.below(40) }, () => random.next().toString(36).slice(2, 9)).join(' ')
}

async function addFile(desk: Desk): Promise<void> {
  const html = desk.random.chance(0.5)
  const text = `${TEXT} ${words(desk)}`
  const bytes = html
    ? `<!doctype html><title>${words(desk)}</title><article><h1>${words(desk)}</h1><p>${text}</p></article>`
    : `${words(desk)}\n\n${text}\n`
  await desk.core.capture(
    [
      {
        kind: 'file',
        name: html ? 'page.html' : 'letter.txt',
        bytes: () => Promise.resolve(Buffer.from(bytes)),
        companions: []
      }
    ],
    desk.random.chance(0.3) ? { tags: [desk.random.pick(TAGS)] } : {}
  )
}

/** A newer text: now and then without the words that are highlighted, or the very same. */
async function captureAgain(desk: Desk): Promise<void> {
  const text = desk.random.pick([`${words(desk)}\n\n${TEXT} ${words(desk)}`, words(desk), TEXT])
  await one(desk, articles(desk), async (id) => {
    const item = { kind: 'text' as const, format: 'txt' as const, text }
    const { result } = await desk.core.handlers['capture.again']({ id, item }, running)
    if (result.status !== 'added') throw new Error(`Not captured again: ${result.message}`)
  })
}

/** The newest text of a web page in the place of itself, read in another way. */
async function readAnotherWay(desk: Desk): Promise<void> {
  await one(desk, articles(desk), async (id) => {
    const { snapshots } = await desk.core.handlers['articles.get']({ id }, running)
    const view = desk.random.pick(['readability', 'defuddle', 'whole'] as const)
    if (snapshots.at(-1)?.view) await desk.core.handlers['capture.useView']({ id, view }, running)
  })
}

async function highlight(desk: Desk): Promise<void> {
  const { core, random } = desk
  await one(desk, articles(desk), async (article) => {
    const { snapshots } = (await core.handlers['articles.get'](
      { id: article },
      running
    )) satisfies Readonly<Article>
    if (snapshots.length === 0) return
    const start = random.below(60)
    const quote = { exact: TEXT.slice(start, start + 1 + random.below(25)), prefix: '', suffix: '' }
    await core.handlers['annotations.create'](
      {
        article,
        quote,
        position: { start, end: start + quote.exact.length },
        color: random.pick(['amber', 'green', 'blue', 'rose'] as const),
        note: random.chance(0.5) ? words(desk) : ''
      },
      running
    )
  })
}

/** Every action that can be undone, by name. */
export const actions: Readonly<Record<string, Act>> = {
  'import a file': addFile,
  highlight,
  'capture again': captureAgain,
  'read in another way': readAnotherWay,
  'edit the details': (desk) =>
    one(desk, articles(desk), (id) =>
      desk.core.handlers['articles.edit'](
        { id, fields: { title: words(desk), volume: desk.random.pick(['', '1', '2']) } },
        running
      )
    ),
  'set the state': (desk) =>
    some(desk, (ids) =>
      desk.core.handlers['articles.mark'](
        { ids, state: desk.random.pick(['inbox', 'reading', 'later', 'archive'] as const) },
        running
      )
    ),
  star: (desk) =>
    some(desk, (ids) =>
      desk.core.handlers['articles.mark']({ ids, starred: desk.random.chance(0.5) }, running)
    ),
  'mark as read': (desk) =>
    some(desk, (ids) => desk.core.handlers['articles.mark']({ ids, read: desk.random.chance(0.5) }, running)),
  'to the trash': (desk) => some(desk, (ids) => desk.core.handlers['articles.trash']({ ids }, running)),
  'out of the trash': (desk) =>
    some(desk, (ids) => desk.core.handlers['articles.restore']({ ids }, running), 'trash'),
  tag: (desk) =>
    some(desk, (ids) =>
      desk.core.handlers['tags.apply'](
        {
          articles: ids,
          add: [desk.random.pick(TAGS)],
          remove: desk.random.chance(0.3) ? [desk.random.pick(TAGS)] : []
        },
        running
      )
    ),
  'colour a tag': (desk) =>
    desk.core.handlers['tags.color'](
      { path: desk.random.pick(TAGS), color: desk.random.pick(['blue', null] as const) },
      running
    ),
  'rename a tag': (desk) =>
    desk.core.handlers['tags.rename'](
      { from: desk.random.pick(TAGS), to: desk.random.pick(TAGS.slice(2)) },
      running
    ),
  'remove a tag': (desk) => desk.core.handlers['tags.remove']({ path: desk.random.pick(TAGS) }, running),
  'write a note': (desk) =>
    desk.core.handlers['notes.save']({ title: words(desk), text: words(desk) }, running),
  'write on in a note': (desk) =>
    one(desk, desk.core.handlers['notes.list']({}, running), (note) =>
      desk.core.handlers['notes.save']({ id: note.id, text: `${note.text} ${words(desk)}` }, running)
    ),
  'note on an article': (desk) =>
    one(desk, articles(desk), (article) =>
      desk.core.handlers['notes.save']({ article, text: words(desk) }, running)
    ),
  'delete a note': (desk) =>
    one(desk, desk.core.handlers['notes.list']({}, running), ({ id }) =>
      desk.core.handlers['notes.remove']({ id }, running)
    ),
  'change a highlight': (desk) =>
    one(desk, desk.core.handlers['annotations.list']({}, running), ({ id }) =>
      desk.core.handlers['annotations.update'](
        {
          id,
          note: words(desk),
          color: desk.random.pick(['amber', 'rose'] as const),
          tags: [desk.random.pick(TAGS)]
        },
        running
      )
    ),
  'delete a highlight': (desk) =>
    one(desk, desk.core.handlers['annotations.list']({}, running), ({ id }) =>
      desk.core.handlers['annotations.remove']({ ids: [id] }, running)
    ),
  'make a list': (desk) => desk.core.handlers['lists.create']({ name: words(desk) }, running),
  'put on a list': (desk) =>
    one(desk, desk.core.handlers['lists.list']({}, running), ({ id }) =>
      some(desk, (ids) =>
        desk.core.handlers['lists.add'](
          { id, articles: ids, why: words(desk), section: desk.random.pick(['', 'First']) },
          running
        )
      )
    ),
  'order a list': (desk) =>
    one(desk, desk.core.handlers['lists.list']({}, running), async ({ id }) => {
      const { entries } = await desk.core.handlers['lists.get']({ id }, running)
      const [moved, before] = [entries.at(-1), entries[0]]
      if (moved && before && moved !== before)
        await desk.core.handlers['lists.move'](
          { id, articles: [moved.article], before: before.article },
          running
        )
    }),
  'take off a list': (desk) =>
    one(desk, desk.core.handlers['lists.list']({}, running), async ({ id }) => {
      const { entries } = await desk.core.handlers['lists.get']({ id }, running)
      const [entry] = entries
      if (entry) await desk.core.handlers['lists.take']({ id, articles: [entry.article] }, running)
    }),
  'rename a list': (desk) =>
    one(desk, desk.core.handlers['lists.list']({}, running), ({ id }) =>
      desk.core.handlers['lists.rename']({ id, name: words(desk) }, running)
    ),
  'trash a list': (desk) =>
    one(desk, desk.core.handlers['lists.list']({}, running), ({ id }) =>
      desk.core.handlers['lists.trash']({ id }, running)
    ),
  'save a search': (desk) =>
    desk.core.handlers['smart.create']({ name: words(desk), query: 'tag:method' }, running),
  'change a search': (desk) =>
    one(desk, desk.core.handlers['smart.list']({}, running), ({ id }) =>
      desk.core.handlers['smart.change']({ id, query: words(desk) }, running)
    ),
  'remove a search': (desk) =>
    one(desk, desk.core.handlers['smart.list']({}, running), ({ id }) =>
      desk.core.handlers['smart.remove']({ id }, running)
    )
}

/** What is no action of its own, or cannot be undone. */
export const others: Readonly<Record<string, Act>> = {
  undo: (desk) => desk.core.handlers['history.undo']({}, running),
  redo: (desk) => desk.core.handlers['history.redo']({}, running),
  'read on': (desk) =>
    one(desk, articles(desk), (id) =>
      desk.core.handlers['articles.place'](
        { id, place: desk.random.below(60), progress: desk.random.next() },
        running
      )
    ),
  'back up': (desk) => desk.core.handlers['backup.now']({}, running),
  compact: (desk) => desk.core.handlers['library.compact']({}, running),
  'empty the trash': (desk) => desk.core.handlers['library.emptyTrash']({}, running)
}

/** Does it; false when there was nothing to do it on (another act was faster, an empty stack). */
export async function perform(desk: Desk, act: Act): Promise<boolean> {
  try {
    await act(desk)
    return true
  } catch (error) {
    if (error instanceof CarrelError && (error.code === 'NOT_FOUND' || error.code === 'CONFLICT'))
      return false
    throw error
  }
}
