/** A command line whose library is a handful of scripted answers, and whose streams are arrays. */
import type { CoreHandlers } from '#shared/contract/index'
import { CarrelError } from '#shared/contract/errors'
import type { Article, Note, ReadingList } from '#shared/contract/records'
import type { Exit, Terminal } from '../../../src/cli/command'
import { overContract } from '../../../src/cli/open'
import { run, type Program } from '../../../src/cli/run'
import { aList, anArticle } from '../exchange/library'

export interface Ran {
  exit: Exit
  out: string
  err: string
  /** Standard output as lines of JSON. */
  json: unknown[]
}

/** Runs one command line. `program.open` decides what library it meets. */
export async function runCli(program: Program, argv: string[], stdin = ''): Promise<Ran> {
  let out = ''
  let err = ''
  const terminal: Terminal = {
    out: async (text) => void (out += text),
    err: (text) => void (err += `${text}\n`),
    stdin: (async function* () {
      yield stdin
    })(),
    stopped: () => Promise.resolve()
  }
  const exit = await run(argv, terminal, program)
  const json = (): unknown[] =>
    out
      .split('\n')
      .filter((l) => l !== '')
      .map((l): unknown => JSON.parse(l))
  return {
    exit,
    out,
    err,
    get json() {
      return json()
    }
  }
}

export const james: Article = anArticle({
  title: 'The Principles of Psychology',
  authors: [{ family: 'James', given: 'William' }],
  issued: '1890',
  tags: ['habit'],
  words: 12
})
export const bare: Article = anArticle({ title: 'A bare reference' })

/** A library of two articles, one list and one note, over the contract: inputs and outputs are checked as ever. */
export function fakeProgram(
  overrides: Partial<CoreHandlers> = {}
): Program & { opened: string[]; calls: unknown[] } {
  const list: ReadingList = aList('Ch. 2', [[james, 'why']])
  let note: Note | undefined
  const calls: unknown[] = []
  const opened: string[] = []
  const handlers: Partial<CoreHandlers> = {
    'articles.list': async ({ view }) => ({
      ids: view.kind === 'all' ? [bare.id, james.id] : [],
      wordsLeft: 0
    }),
    'articles.summaries': async ({ ids }) =>
      [james, bare]
        .filter((a) => ids.includes(a.id))
        .sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
        .map((a) => ({
          ...a,
          opened: false,
          read: false,
          added: a.created,
          colors: [],
          hasText: true,
          trashed: false
        })),
    'articles.get': async ({ id }) => {
      const found = [james, bare].find((a) => a.id === id)
      if (!found) throw new CarrelError('NOT_FOUND', 'That article is not in the library.')
      return found
    },
    'lists.list': async () => [{ id: list.id, name: list.name, count: 1, sample: false }],
    'lists.get': async () => list,
    'notes.list': async () => (note ? [note] : []),
    'notes.save': async ({ article, text }) =>
      (note = {
        id: list.id,
        rev: 1,
        n: 1,
        created: list.created,
        updated: list.updated,
        title: '',
        text,
        ...(article === undefined ? {} : { article })
      }),
    'annotations.list': async () => [],
    'tags.apply': async (input) => {
      calls.push(input)
      return { changed: input.articles.length }
    },
    'search.query': async ({ query }) => ({
      hits: [
        {
          id: james.id,
          title: james.title,
          authors: 'William James',
          field: 'body' as const,
          paragraph: 3,
          text: `about ${query} here`,
          ranges: [[6, 6 + query.length] as [number, number]],
          score: 0.9
        }
      ],
      ms: 1.5,
      complete: true as const,
      notes: [],
      parts: []
    }),
    'library.verify': async () => ({
      ok: false,
      articles: 2,
      annotations: 0,
      notes: 0,
      lists: 1,
      assets: 0,
      problems: [{ where: 'data-1/articles/0000.json', what: 'is damaged' }]
    }),
    ...overrides
  }
  return {
    version: '0.0.0',
    opened,
    calls,
    defaultLibrary: () => '/default',
    open: async (dir) => {
      opened.push(dir)
      return overContract(
        {
          handlers: handlers as CoreHandlers,
          searchReady: async () => undefined,
          close: async () => undefined
        },
        (message, error) => console.error(message, error)
      )
    }
  }
}
