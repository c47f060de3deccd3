/**
 * Details looked up on the web: what would be asked, asking, and taking over what was ticked. Only `ask` goes out,
 * by the recorded guarded fetch; nothing of an article but its identifier is sent.
 */
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { LookupAnswer } from '#shared/contract/lookup'
import type { Article } from '#shared/contract/records'
import { patched, type Patch } from '#shared/domain/patch'
import { theArticles } from '#shared/domain/phrases'
import type { Actions, Clock, Op, Store } from '#core/ports'
import type { GuardedFetch } from '../guarded-fetch'
import { fitting, type Found } from './found'
import { addressOf, HOSTS, notARecord, problemOf, sourceOf, type LookupHost } from './hosts'
import { identify, type Identifier } from './identify'
import { forChapter } from './open-library'

export interface LookupDeps {
  store: Store
  actions: Actions
  clock: Clock
  fetch: GuardedFetch
  /** For tests: see addressOf. */
  base: string | undefined
}

type LookupHandlers = Pick<CoreHandlers, Extract<keyof CoreHandlers, `lookup.${string}`>>

/** A record of one work is some kilobytes; a paper with three thousand authors is a megabyte. */
const RECORD_BYTES = 4 << 20
const RECORD_MS = 20_000

const NAMES: Readonly<Record<Identifier['kind'], string>> = {
  doi: 'the DOI',
  arxiv: 'the arXiv number',
  isbn: 'the ISBN'
}
const NOTHING_TO_ASK =
  'It has no DOI, arXiv number or ISBN to look up. Give it one under Edit details, then try again.'

interface Group {
  kind: Identifier['kind']
  host: LookupHost
  values: readonly string[]
}

export function createLookup({ store, actions, clock, fetch, base }: LookupDeps): LookupHandlers {
  const need = (id: string): Readonly<Article> => {
    const article = store.get('articles', id)
    if (!article) throw new CarrelError('NOT_FOUND', 'That article is not in the library any more.', { id })
    return article
  }

  /** `resting`: hosts that asked to be left alone, and how; they are asked nothing more. */
  const askGroup = async (
    group: Group,
    resting: Map<LookupHost, CarrelError>,
    signal: AbortSignal
  ): Promise<(value: string) => Omit<LookupAnswer, 'article'>> => {
    const { host, values, kind } = group
    const naming = (value: string): string => `${NAMES[kind]} ${value}`
    try {
      const rests = resting.get(host)
      if (rests) throw rests
      const answer = await fetch({
        ...addressOf(host, values, base),
        why: 'details',
        accept: host.accept,
        maxBytes: RECORD_BYTES,
        ms: RECORD_MS,
        signal
      })
      const found = host.read(new TextDecoder().decode(answer.bytes), values)
      const source = `${sourceOf(host, answer.url)}, ${showDay(clock.now())}`
      if (!found) return (value) => ({ problem: notARecord(host, naming(value)) })
      return (value) => {
        const fields = found.get(value)
        return fields && Object.keys(fields).length > 0
          ? { fields, source }
          : { problem: `${host.name} does not know ${naming(value)}.` }
      }
    } catch (error) {
      if (signal.aborted) throw error
      if (error instanceof CarrelError && error.data?.['status'] === 429) resting.set(host, error)
      const problems = new Map(values.map((value) => [value, problemOf(error, host, naming(value))]))
      return (value) => ({ problem: problems.get(value) ?? '' })
    }
  }

  return {
    'lookup.plan': async ({ ids }) =>
      [...new Set(ids)].map(need).map((article) => {
        const identifier = identify(article)
        return {
          article: article.id,
          title: article.title,
          ...(identifier && { ask: { ...identifier, host: HOSTS[identifier.kind].name } })
        }
      }),
    'lookup.ask': async ({ ids }, { signal, progress }) => {
      const subjects = [...new Set(ids)].map(need).map((article) => ({ article, asked: identify(article) }))
      const answers = new Map<string, (value: string) => Omit<LookupAnswer, 'article'>>()
      const resting = new Map<LookupHost, CarrelError>()
      const groups = groupsOf(subjects.flatMap(({ asked }) => asked ?? []))
      for (const [done, group] of groups.entries()) {
        progress({ done, total: groups.length, host: group.host.name })
        const answer = await askGroup(group, resting, signal)
        for (const value of group.values) answers.set(keyOf({ kind: group.kind, value }), answer)
      }
      return subjects.map(({ article, asked }): LookupAnswer => {
        const answer = asked && answers.get(keyOf(asked))?.(asked.value)
        if (!answer) return { article: article.id, problem: NOTHING_TO_ASK }
        const book = asked.kind === 'isbn' && article.type === 'chapter' ? answer.fields : undefined
        return { article: article.id, ...answer, ...(book && { fields: forChapter(book) }) }
      })
    },
    'lookup.apply': async ({ changes }) => {
      const now = clock.now()
      const records = changes.flatMap(({ article: id, fields, source }) => {
        const article = need(id)
        const change = takenOver(article, fitting(fields), source)
        return change ? [{ ...patched(article, change), updated: now }] : []
      })
      const ops = records.map((record): Op => ({ op: 'put', collection: 'articles', record }))
      if (ops.length > 0)
        await actions.run(`take over details of ${theArticles(records.map((a) => a.title))}`, ops)
      return { changed: ops.length }
    }
  }
}

/** What changes in the article: the fields that differ, and where they are from; no longer set by hand. */
function takenOver(article: Readonly<Article>, fields: Found, source: string): Patch<Article> | undefined {
  const differing = Object.entries(fields).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(article, key))
  )
  if (differing.length === 0) return undefined
  const names = new Set(differing.map(([key]) => key))
  const corrected = (article.corrected ?? []).filter((name) => !names.has(name))
  const found = { ...article.found }
  for (const name of names) found[name] = source
  return {
    ...Object.fromEntries(differing),
    found,
    corrected: corrected.length > 0 ? corrected : undefined
  }
}

/** Each identifier once, as many in one request as its host takes. */
function groupsOf(asked: readonly Identifier[]): Group[] {
  return (Object.keys(HOSTS) as Identifier['kind'][]).flatMap((kind) => {
    const host = HOSTS[kind]
    const values = [...new Set(asked.filter((a) => a.kind === kind).map((a) => a.value))]
    const groups: Group[] = []
    for (let at = 0; at < values.length; at += host.atOnce)
      groups.push({ kind, host, values: values.slice(at, at + host.atOnce) })
    return groups
  })
}

const keyOf = ({ kind, value }: Identifier): string => `${kind} ${value}`

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** `24 Nov 2026` of an ISO time, in UTC. */
function showDay(iso: string): string {
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-')
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`
}
