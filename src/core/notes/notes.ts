/** The notes service: the note of an article, and free notes. */
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { Note } from '#shared/contract/records'
import { clip } from '#shared/domain/phrases'
import type { Actions, Clock, NewId, Store } from '#core/ports'

export interface NotesDeps {
  store: Store
  actions: Actions
  clock: Clock
  newId: NewId
}

type NotesHandlers = Pick<CoreHandlers, Extract<keyof CoreHandlers, `notes.${string}`>>

export function createNotes({ store, actions, clock, newId }: NotesDeps): NotesHandlers {
  const live = (): Readonly<Note>[] => [...store.all('notes')].filter((n) => n.trashed === undefined)
  const ofArticle = (article: string): Readonly<Note> | undefined => live().find((n) => n.article === article)
  const need = (id: string): Readonly<Note> => {
    const note = store.get('notes', id)
    if (!note) throw new CarrelError('NOT_FOUND', 'That note is not in the library any more.', { id })
    return note
  }

  return {
    'notes.list': async ({ article }) =>
      (article === undefined ? live() : live().filter((n) => n.article === article)).reverse(),
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
        : `the note “${clip(named === '' ? text : named, 40)}”`
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
      const note = need(id)
      const record = { ...note, trashed: clock.now(), updated: clock.now() }
      await actions.run(`delete the note “${clip(note.title || note.text, 40)}”`, [
        { op: 'put', collection: 'notes', record }
      ])
      return {}
    }
  }
}
