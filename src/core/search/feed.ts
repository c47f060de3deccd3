/**
 * Keeps the search thread's index equal to the store. Work is named by record ("text:ID"), not by what changed: when
 * its turn comes it reads the record as it is then, so order and repetition do not matter. Changes of people come
 * before the first reading of the library, and only so much is on its way to the thread that a question never waits
 * long behind it. What was sent is known by stamps; so is what a saved index has: only what differs is sent.
 */
import type { Assets, Change, Store } from '#core/ports'
import type { Annotation, Article, Note } from '#shared/contract/records'
import { CARD_PART } from './corpus'
import {
  ABSTRACT_PART,
  markPart,
  notePart,
  partOwner,
  TEXT_PART,
  type RestoredPart,
  type ToSearch
} from './protocol'
import { Sent, type Kind } from './sent'
import { stampOf } from './stamp'
import { cardText, currentText, markTexts, namesOf, noteTexts } from './texts'

type Work = `${Kind}:${string}`
/** A message that the thread acknowledges, before it has its number. */
type Unnumbered = ToSearch extends infer M ? (M extends { seq: number } ? Omit<M, 'seq'> : never) : never

const MESSAGES_ON_THE_WAY = 32
const BYTES_ON_THE_WAY = 256 * 1024
const READERS = 4
/** Pieces of work at a time. */
const TURN = 100

export interface FeedDeps {
  store: Store
  assets: Assets
  /** `bytes`: about how much there is to index in it. */
  post(message: ToSearch, bytes: number): void
  /** Something was indexed or is to be. */
  changed(): void
}

export class Feed {
  readonly #deps: FeedDeps
  readonly #urgent = new Set<Work>()
  readonly #bulk = new Set<Work>()
  /** Numbers of messages not yet acknowledged, and what they are part of. */
  readonly #underWay = new Map<number, { work: Work | undefined; bytes: number }>()
  /** Articles that are or will be in the index. */
  readonly #articles = new Set<string>()
  readonly #sent = new Sent()
  #bytesUnderWay = 0
  #readers = 0
  #seq = 0
  #loaded = false
  #stopped = false
  /** Waiting for a saved index. */
  #restoring = false
  /** Taken since other things of this thread had their turn. */
  #taken = 0
  /** Those whose text is still to be read or acknowledged. */
  readonly #waiting = new Set<string>()

  constructor(deps: FeedDeps) {
    this.#deps = deps
  }

  /** Sends everything there is: at first, and to a new thread. `restoring`: once `restored` has told what it has. */
  start(restoring: boolean): void {
    const { store } = this.#deps
    this.#restoring = restoring
    this.#sent.clear()
    this.#urgent.clear()
    this.#bulk.clear()
    this.#underWay.clear()
    this.#bytesUnderWay = 0
    this.#articles.clear()
    this.#waiting.clear()
    this.#loaded = false
    const articles = [...store.all('articles')].filter((a) => a.trashed === undefined)
    // Names first: they are small, and what one looks for is most often a title.
    for (const a of articles) this.#bulk.add(`card:${a.id}`)
    for (const n of store.all('notes')) this.#bulk.add(`note:${n.id}`)
    for (const a of store.all('annotations')) this.#bulk.add(`mark:${a.id}`)
    for (const a of articles) {
      this.#bulk.add(`text:${a.id}`)
      this.#articles.add(a.id)
      this.#waiting.add(a.id)
    }
    this.#pump()
  }

  /** What the thread has of a saved index; `last`: there is no more. */
  restored(parts: readonly RestoredPart[], last: boolean): void {
    const { store } = this.#deps
    for (const [key, part, stamp] of parts) {
      const owner = partOwner(part)
      if (owner) {
        this.#sent.place(part, key)
        this.#sent.set(owner.kind, owner.id, stamp)
        if (!store.get(owner.kind === 'note' ? 'notes' : 'annotations', owner.id))
          this.#urgent.add(`${owner.kind}:${owner.id}`)
        continue
      }
      if (part === TEXT_PART) this.#sent.set('text', key, stamp)
      else if (part === CARD_PART) this.#sent.set('card', key, stamp)
      // Gone since, or in the trash; the card of a free note goes with the note.
      if (!this.#articles.has(key) && !store.get('notes', key)) this.#urgent.add(`card:${key}`)
    }
    if (!last) return
    this.#restoring = false
    this.#pump()
  }

  stop(): void {
    this.#stopped = true
  }

  /** Nothing is left to send or to be acknowledged. */
  get idle(): boolean {
    return !this.#restoring && this.#readers + this.#underWay.size + this.#urgent.size + this.#bulk.size === 0
  }

  /** Articles whose text is in the index; articles that should be. */
  get progress(): { indexed: number; total: number } {
    return { indexed: this.#articles.size - this.#waiting.size, total: this.#articles.size }
  }

  /** Hears a commit. */
  heard(changes: readonly Change[]): void {
    const restored = new Set<string>()
    for (const { collection, id, before, after } of changes) {
      if (collection === 'notes') this.#urgent.add(`note:${id}`)
      else if (collection === 'annotations') this.#urgent.add(`mark:${id}`)
      else if (collection === 'articles') {
        const was = before as Article | undefined
        const is = after as Article | undefined
        this.#urgent.add(`card:${id}`)
        if (!is || is.trashed !== undefined) continue
        const returns = !was || was.trashed !== undefined
        const rewritten = was !== undefined && currentText(was) !== currentText(is)
        if (returns || rewritten) {
          this.#urgent.add(`text:${id}`)
          this.#articles.add(id)
          this.#waiting.add(id)
          // The notes and highlights of an article come and go with it.
          restored.add(id)
        }
      }
    }
    if (restored.size > 0) {
      const again = (kind: 'note' | 'mark', id: string): void => {
        this.#sent.forget(kind, id)
        this.#urgent.add(`${kind}:${id}`)
      }
      for (const n of this.#deps.store.all('notes'))
        if (n.article !== undefined && restored.has(n.article)) again('note', n.id)
      for (const a of this.#deps.store.all('annotations')) if (restored.has(a.article)) again('mark', a.id)
    }
    this.#deps.changed()
    this.#pump()
  }

  /** The thread has dealt with a message. */
  done(seq: number): void {
    const message = this.#underWay.get(seq)
    if (!message) return
    this.#underWay.delete(seq)
    this.#bytesUnderWay -= message.bytes
    this.#settle(message.work)
    this.#pump()
    this.#deps.changed()
  }

  #pump(): void {
    while (
      !this.#stopped &&
      !this.#restoring &&
      this.#taken < TURN &&
      this.#readers < READERS &&
      this.#underWay.size < MESSAGES_ON_THE_WAY &&
      this.#bytesUnderWay < BYTES_ON_THE_WAY
    ) {
      const work = this.#take()
      if (work === undefined) break
      this.#readers++
      // What is known already costs no message, and so would go on and on.
      if (++this.#taken === TURN)
        setImmediate(() => {
          this.#taken = 0
          this.#pump()
        })
      void this.#run(work).finally(() => {
        this.#readers--
        this.#settle(work)
        this.#pump()
        this.#deps.changed()
      })
    }
    if (!this.#loaded && !this.#stopped && !this.#restoring && this.#bulk.size === 0) {
      this.#loaded = true
      this.#post(undefined, { t: 'loaded' })
    }
  }

  #take(): Work | undefined {
    for (const queue of [this.#urgent, this.#bulk])
      for (const work of queue) {
        this.#urgent.delete(work)
        this.#bulk.delete(work)
        return work
      }
    return undefined
  }

  /** An article's text is in once nothing of it is queued or under way. */
  #settle(work: Work | undefined): void {
    if (work === undefined) return
    const [kind, id] = split(work)
    if (kind !== 'text' || this.#urgent.has(work) || this.#bulk.has(work)) return
    for (const other of this.#underWay.values()) if (other.work === work) return
    this.#waiting.delete(id)
  }

  async #run(work: Work): Promise<void> {
    const [kind, id] = split(work)
    const { store } = this.#deps
    if (kind === 'card') this.#sendCard(work, id, store.get('articles', id))
    else if (kind === 'text') await this.#sendText(work, id)
    else if (kind === 'note') this.#sendNote(work, id, store.get('notes', id))
    else this.#sendMark(work, id, store.get('annotations', id))
  }

  #sendCard(work: Work, id: string, article: Readonly<Article> | undefined): void {
    if (!article || article.trashed !== undefined) {
      this.#articles.delete(id)
      this.#waiting.delete(id)
      this.#sent.forget('card', id)
      this.#sent.forget('text', id)
      this.#post(work, { t: 'drop', key: id })
      return
    }
    const [text, names, abstract] = [cardText(article), namesOf(article), article.abstract ?? '']
    const stamp = stampOf([text, names.title, ...names.authors, '', ...names.tags, '', abstract])
    if (!this.#sent.isNew('card', id, stamp)) return
    this.#post(work, { t: 'put', key: id, part: ABSTRACT_PART, texts: [abstract] }, abstract.length)
    this.#post(work, { t: 'card', key: id, text, names, stamp })
  }

  async #sendText(work: Work, id: string): Promise<void> {
    const { store, assets } = this.#deps
    const name = liveText(store, id)
    const stamp = name === undefined ? undefined : stampOf([name])
    // Known, or the article is gone: its card says so.
    if (stamp === this.#sent.stamp('text', id)) return
    // A text that cannot be read is reported by `verify` and by the reader; search goes on with what there is.
    const bytes = name === undefined ? undefined : await assets.read(name).catch(() => undefined)
    // Changed while it was read: it stands in the queue again.
    if (liveText(store, id) !== name || !store.get('articles', id)) return
    if (bytes && stamp !== undefined) {
      this.#sent.set('text', id, stamp)
      this.#post(work, { t: 'text', key: id, bytes, stamp }, bytes.byteLength)
    } else {
      this.#sent.forget('text', id)
      this.#post(work, { t: 'drop', key: id, part: TEXT_PART })
    }
  }

  #sendNote(work: Work, id: string, note: Readonly<Note> | undefined): void {
    const live = note && note.trashed === undefined
    const key = !live ? undefined : note.article === undefined ? id : this.#liveArticle(note.article)
    this.#place(work, notePart(id), key)
    if (!live || key === undefined) this.#sent.forget('note', id)
    if (!live || key === undefined) return
    const texts = noteTexts(note)
    const stamp = stampOf([key, note.title, ...texts])
    if (!this.#sent.isNew('note', id, stamp)) return
    this.#post(work, { t: 'put', key, part: notePart(id), texts, stamp })
    // A free note is a document of its own and is found by its title as an article is.
    if (key === id && note.title !== '') {
      const names = { title: note.title, authors: [], tags: [] }
      this.#post(work, { t: 'card', key, text: note.title, names })
    } else if (key === id) this.#post(work, { t: 'drop', key, part: CARD_PART })
  }

  #sendMark(work: Work, id: string, mark: Readonly<Annotation> | undefined): void {
    const key = mark && mark.trashed === undefined ? this.#liveArticle(mark.article) : undefined
    this.#place(work, markPart(id), key)
    if (!mark || key === undefined) this.#sent.forget('mark', id)
    if (!mark || key === undefined) return
    const texts = markTexts(mark, liveText(this.#deps.store, mark.article))
    const stamp = stampOf([key, ...texts])
    if (this.#sent.isNew('mark', id, stamp))
      this.#post(work, { t: 'put', key, part: markPart(id), texts, stamp })
  }

  #liveArticle(id: string): string | undefined {
    const article = this.#deps.store.get('articles', id)
    return article && article.trashed === undefined ? id : undefined
  }

  /** Takes the part away from where it was, if that is not `key`. */
  #place(work: Work, part: string, key: string | undefined): void {
    const before = this.#sent.place(part, key)
    if (before === undefined) return
    const wasFree = part === notePart(before)
    this.#post(work, wasFree ? { t: 'drop', key: before } : { t: 'drop', key: before, part })
  }

  #post(work: Work | undefined, message: Unnumbered, bytes = 200): void {
    if (this.#stopped) return
    const seq = ++this.#seq
    this.#underWay.set(seq, { work, bytes })
    this.#bytesUnderWay += bytes
    this.#deps.post({ ...message, seq }, bytes)
  }
}

function split(work: Work): [Kind, string] {
  const at = work.indexOf(':')
  return [work.slice(0, at) as Kind, work.slice(at + 1)]
}

/** The newest text of an article that is not in the trash. */
function liveText(store: Store, id: string): string | undefined {
  const article = store.get('articles', id)
  return article && article.trashed === undefined ? currentText(article) : undefined
}
