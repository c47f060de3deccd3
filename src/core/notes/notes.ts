/** The notes service: the note of an article, free notes, and the links between everything. */
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { NoteSummary } from '#shared/contract/notes'
import type { Annotation, Note } from '#shared/contract/records'
import { foldedWords } from '#shared/domain/fold'
import { linkKey } from '#shared/domain/note-links'
import { clip } from '#shared/domain/phrases'
import { withoutAddresses } from '#shared/markdown/pictures'
import { countWords } from '#shared/domain/words'
import type { Actions, Clock, NewId, Op, Store } from '#core/ports'
import { noteFiles } from './files'
import { followingLinks } from './follow'
import { mentionsOf } from './mentions'
import { createNames } from './names'
import { fillTemplate, LITERATURE_BODY, LITERATURE_NOTE, TEMPLATE_PREFIX } from './template'

export interface NotesDeps {
  store: Store
  actions: Actions
  clock: Clock
  newId: NewId
}

type NotesHandlers = Pick<CoreHandlers, Extract<keyof CoreHandlers, `notes.${string}`>>

const OFFERS = 20

export function createNotes({ store, actions: plain, clock, newId }: NotesDeps): NotesHandlers {
  const actions = followingLinks(plain, store)
  const names = createNames(store)
  const live = (): Readonly<Note>[] => [...store.all('notes')].filter((n) => n.trashed === undefined)
  const ofArticle = (article: string): Readonly<Note> | undefined => live().find((n) => n.article === article)
  const need = (id: string): Readonly<Note> => {
    const note = store.get('notes', id)
    if (!note) throw new CarrelError('NOT_FOUND', 'That note is not in the library any more.', { id })
    return note
  }
  const called = (note: Readonly<Note>): string =>
    `“${clip((note.title || note.text).trim().split('\n')[0] || 'Untitled', 40)}”`

  return {
    'notes.list': async ({ article }) =>
      (article === undefined ? live() : live().filter((n) => n.article === article)).reverse(),
    'notes.summaries': async ({ query }) => {
      const wanted = foldedWords(query ?? '')
      const found: NoteSummary[] = []
      for (const note of store.all('notes')) {
        const about = note.article === undefined ? undefined : store.get('articles', note.article)
        if (note.trashed !== undefined || about?.trashed !== undefined) continue
        const title = about?.title ?? note.title
        if (note.article !== undefined && note.text.trim() === '') continue
        if (wanted.length > 0) {
          const has = foldedWords(`${title} ${note.text}`)
          if (!wanted.every((w) => has.some((h) => h.startsWith(w)))) continue
        }
        found.push(summarise(note, title))
      }
      return found.sort((a, b) => (a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : 0))
    },
    'notes.get': async ({ id }) => need(id),
    'notes.save': async ({ id, article, title, text }) => {
      const now = clock.now()
      const about = article === undefined ? undefined : store.get('articles', article)
      if (article !== undefined && !about)
        throw new CarrelError('NOT_FOUND', 'The article of this note is not in the library any more.', {
          article
        })
      const find = (): Readonly<Note> | undefined =>
        id !== undefined ? need(id) : article !== undefined ? ofArticle(article) : undefined
      const named = find()?.title ?? title ?? ''
      const what = about
        ? `the note on “${clip(about.title, 60)}”`
        : `the note “${clip(named === '' ? text || 'Untitled' : named, 40)}”`
      let saved = id ?? newId()
      // As a function: the first two saves of an article's note must not make two notes.
      await actions.run(`${find() ? 'edit' : 'add'} ${what}`, () => {
        const old = find()
        if (old) {
          saved = old.id
          if (old.text === text && (title ?? old.title) === old.title) return []
          const record = { ...old, text, title: title ?? old.title, updated: now }
          return [{ op: 'put', collection: 'notes', record }]
        }
        const record = { id: saved, rev: 0, n: 0, created: now, updated: now, title: title ?? '', text }
        return [
          { op: 'put', collection: 'notes', record: article === undefined ? record : { ...record, article } }
        ]
      })
      return need(saved)
    },
    'notes.remove': async ({ id }) => {
      await actions.run(`delete the note ${called(need(id))}`, () => {
        const now = clock.now()
        return [{ op: 'put', collection: 'notes', record: { ...need(id), updated: now, trashed: now } }]
      })
      return {}
    },
    'notes.targets': async ({ query, limit }) => names.offers(query, limit ?? OFFERS),
    'notes.resolve': async ({ targets }) => targets.map((target) => names.resolve(target)),
    'notes.mentions': async ({ of }) => mentionsOf(store, names, of),
    'notes.linkMention': async ({ of, mention }) => {
      const gone = new CarrelError(
        'CONFLICT',
        'These words do not stand there any more. Nothing was changed.'
      )
      const link = (text: string): string => {
        const words = text.slice(mention.start, mention.end)
        const made = names.linkTo(of, words)
        const title =
          of.kind === 'note'
            ? need(of.id).title
            : of.kind === 'article'
              ? store.get('articles', of.id)?.title
              : ''
        if (words === '' || linkKey(words) !== linkKey(title ?? '')) throw gone
        return text.slice(0, mention.start) + made + text.slice(mention.end)
      }
      await actions.run(`link a mention in “${clip(mention.title || 'Untitled', 40)}”`, (): Op[] => {
        const now = clock.now()
        if (mention.in.kind === 'note') {
          const note = need(mention.in.id)
          return [
            { op: 'put', collection: 'notes', record: { ...note, text: link(note.text), updated: now } }
          ]
        }
        const a = store.get('annotations', mention.in.id)
        if (!a) throw gone
        return [{ op: 'put', collection: 'annotations', record: { ...a, note: link(a.note), updated: now } }]
      })
      return {}
    },
    'notes.templates': async () => [
      { id: null, name: 'Literature note' },
      ...live()
        .filter((n) => n.article === undefined && TEMPLATE_PREFIX.test(n.title))
        .map((n) => ({ id: n.id, name: n.title.replace(TEMPLATE_PREFIX, '') || 'Untitled' }))
    ],
    'notes.fromTemplate': async ({ template, article }) => {
      const about = article === undefined ? undefined : store.get('articles', article)
      const own = template === null ? undefined : need(template)
      const text = own?.text ?? (about ? LITERATURE_BODY : LITERATURE_NOTE)
      const highlights = about === undefined ? [] : highlightsOf(store, about.id)
      return { title: about?.title ?? '', text: fillTemplate(text, about, highlights, clock.now()) }
    },
    'notes.files': async () => noteFiles(store)
  }
}

function summarise(note: Readonly<Note>, title: string): NoteSummary {
  const plain = withoutAddresses(note.text.slice(0, 2000))
    .replace(/\[\^[^\]\s]+\]:?/g, '')
    .replace(/\[\[(?:[^[\]|\n]*\|)?([^[\]\n]*)\]\]/g, '$1')
    .replace(/^[#>\s*-]+|[*_`]/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
  return {
    id: note.id,
    ...(note.article === undefined ? {} : { article: note.article }),
    title,
    excerpt: clip(plain, 160),
    words: countWords(withoutAddresses(note.text)),
    updated: note.updated
  }
}

/** In the order of the text. */
function highlightsOf(store: Store, article: string): Readonly<Annotation>[] {
  return [...store.all('annotations')]
    .filter((a) => a.article === article && a.trashed === undefined)
    .sort((a, b) => a.position.start - b.position.start)
}
