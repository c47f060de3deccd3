/** Where the person is: a page of the library and perhaps an open article. It stands in the address, so that back, forward and reload work. */
import { create } from 'zustand'
import { articleState, id } from '#shared/contract/records'
import type { View } from '#shared/contract/articles'

export type Page = View | WidePage
/** Pages that take the whole width: beside them stands no list. */
export type WidePage =
  | { kind: 'search'; query: string }
  | { kind: 'highlights' }
  | { kind: 'review' }
  | { kind: 'notes'; note?: string | undefined }

export function isWidePage(page: Page): page is WidePage {
  return ['search', 'highlights', 'review', 'notes'].includes(page.kind)
}

/** A place in an article to go to and light. `nonce` tells two visits to one place apart. */
export interface Jump {
  paragraph?: number | undefined
  ranges?: [number, number][] | undefined
  annotation?: string | undefined
  nonce: number
}

export interface Route {
  page: Page
  article: string | undefined
  jump: Jump | undefined
  /** A link to a highlight, whose article is not known yet. */
  link?: string | undefined
}

const HOME: Page = { kind: 'state', state: 'inbox' }

/** The part of the address after `#`. */
export function formatRoute({ page, article, jump }: Route): string {
  const q = new URLSearchParams()
  if (page.kind === 'search') q.set('q', page.query)
  if (article !== undefined) q.set('a', article)
  if (jump?.paragraph !== undefined) q.set('p', String(jump.paragraph))
  if (jump?.annotation !== undefined) q.set('h', jump.annotation)
  const search = q.toString()
  return `/${pagePath(page)}${search === '' ? '' : `?${search}`}`
}

function pagePath(page: Page): string {
  if (page.kind === 'state') return page.state
  if (page.kind === 'list') return `list/${page.list}`
  if (page.kind === 'tag') return `tag/${encodeURIComponent(page.path)}`
  if (page.kind === 'notes') return page.note === undefined ? 'notes' : `notes/${page.note}`
  return page.kind
}

/** Anything that is not a place of the app leads home. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = splitOnce(hash.replace(/^#?\/?/, ''), '?')
  const q = new URLSearchParams(search)
  const article = id.safeParse(q.get('a'))
  const annotation = id.safeParse(q.get('h'))
  const paragraph = /^\d{1,7}$/.test(q.get('p') ?? '') ? Number(q.get('p')) : undefined
  const jump: Jump | undefined =
    paragraph === undefined && !annotation.success
      ? undefined
      : {
          nonce: 0,
          ...(paragraph === undefined ? {} : { paragraph }),
          ...(annotation.success ? { annotation: annotation.data } : {})
        }
  const link = id.safeParse(/^highlight\/(\w+)$/.exec(path)?.[1])
  return {
    page: parsePage(path, q),
    article: article.success ? article.data : undefined,
    jump,
    ...(link.success ? { link: link.data } : {})
  }
}

function parsePage(path: string, q: URLSearchParams): Page {
  const [kind = '', rest = ''] = splitOnce(path, '/')
  const state = articleState.safeParse(kind)
  if (state.success) return { kind: 'state', state: state.data }
  if (kind === 'list' && id.safeParse(rest).success) return { kind: 'list', list: rest }
  if (kind === 'tag' && rest !== '') return { kind: 'tag', path: decode(rest) }
  if (kind === 'search') return { kind: 'search', query: q.get('q') ?? '' }
  if (kind === 'notes') return { kind, note: id.safeParse(rest).data }
  if (kind === 'starred' || kind === 'all' || kind === 'trash') return { kind }
  if (kind === 'highlights' || kind === 'review') return { kind }
  return HOME
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A mangled address: the tag of that literal name is simply not there.
    return text
  }
}

function splitOnce(text: string, at: string): [string, string] {
  const i = text.indexOf(at)
  return i < 0 ? [text, ''] : [text.slice(0, i), text.slice(i + at.length)]
}

interface Routing extends Route {
  /** Shows a page of the library; an open article stays open beside it unless the page takes the whole width. */
  go(page: Page): void
  /** Changes the query of the search page without a new step in the history. */
  setQuery(query: string): void
  open(article: string, jump?: Omit<Jump, 'nonce'>): void
  close(): void
}

let nonce = 0

export const useRoute = create<Routing>((set, get) => ({
  ...parseRoute(typeof location === 'object' ? location.hash : ''),
  go(page) {
    const { article, page: old } = get()
    set({ page, article: isWidePage(page) || isWidePage(old) ? undefined : article, jump: undefined })
    write('push')
  },
  setQuery(query) {
    set({ page: { kind: 'search', query }, article: undefined, jump: undefined })
    write('replace')
  },
  open(article, jump) {
    const { link } = get()
    set({ article, jump: jump ? { ...jump, nonce: ++nonce } : undefined, link: undefined })
    // The link's own address leads here again; it is not a step back.
    write(link === undefined ? 'push' : 'replace')
  },
  close() {
    set({ article: undefined, jump: undefined })
    write('push')
  }
}))

function write(how: 'push' | 'replace'): void {
  const hash = `#${formatRoute(useRoute.getState())}`
  if (hash === location.hash) return
  if (how === 'push') history.pushState(null, '', hash)
  else history.replaceState(null, '', hash)
}

/** Follows the browser's back and forward. Call once. */
export function followAddress(): void {
  addEventListener('popstate', () => {
    const { page, article, jump, link } = parseRoute(location.hash)
    // A step inside the open article is the reader's: what the address lights stays as it is.
    const state: unknown = history.state
    const inside = typeof state === 'object' && state !== null && 'place' in state
    if (inside && article === useRoute.getState().article) return
    useRoute.setState({ page, article, jump: jump ? { ...jump, nonce: ++nonce } : undefined, link })
  })
}

/** The search for what is like an article: by its citation key, if that can be typed, else by its id. */
export function likeQuery(article: string, citekey: string): string {
  return `like:${/^[\p{L}\p{N}_.+-]+$/u.test(citekey) && !citekey.startsWith('-') ? citekey : article}`
}

/** Words of a passage that stand in the search field: enough to be known again, few enough to be read. */
const PASSAGE_WORDS = 60

/** The search for passages that are like this one. */
export function likePassage(passage: string): string {
  const words = passage
    .replace(/["“”„«»＂]/g, ' ')
    .trim()
    .split(/\s+/, PASSAGE_WORDS)
  return `like:"${words.join(' ').slice(0, 2000)}"`
}

/** Two pages of the same place: `list/x` and `list/x`; all notes are one place. */
export function samePage(a: Page, b: Page): boolean {
  if (a.kind === 'notes' && b.kind === 'notes') return true
  return pagePath(a) === pagePath(b)
}

/** A stable name for what is remembered per page (sort orders). */
export function pageKey(page: Page): string {
  return pagePath(page)
}
