/**
 * The server side of the Zotero Connector protocol, version 3, as far as saving goes. The order of a save: `saveItems`
 * (references; answered at once), then `saveAttachment` for each file and `saveSingleFile` for the page; or
 * `saveSnapshot` and `saveSingleFile` where no translator knows the page; `updateSession` files what was saved.
 */
import { z } from 'zod'
import { CarrelError } from '#shared/contract/errors'
import { parseTagPath } from '#shared/domain/tag-path'
import type { Store } from '#core/ports'
import { notConnector } from './admit'
import type { Answer, DoorRequest, Route } from './door'
import type { CameIn, Saver } from './save'
import type { SaveSession, Sessions } from './sessions'
import { fieldsOfZotero, tagsOfZotero, zoteroItem } from './zotero-item'

/** The protocol version answered with; `X-Zotero-Version` must be there or the Connector takes Carrel for offline. */
export const CONNECTOR_HEADERS = { 'x-zotero-version': '7.0.0', 'x-zotero-connector-api-version': '3' }

const MB = 1 << 20
const SMALL = 8 * MB
/** A page with its images inside, as JSON. */
const PAGE = 64 * MB
const FILE = 300 * MB

const sessionId = z.string().min(1).max(200)
const address = z.string().max(8000).catch('')
const title = z.string().max(4000).catch('')

const saveItems = z.object({
  sessionID: sessionId,
  uri: address,
  items: z.array(zoteroItem).min(1).max(1000)
})
const saveSnapshot = z.object({ sessionID: sessionId, url: address, title })
const saveSingleFile = z.object({
  sessionID: sessionId,
  url: address,
  title,
  snapshotContent: z.string().min(1),
  items: z.array(z.object({ id: z.coerce.string() })).catch([])
})
const metadata = z.object({
  sessionID: sessionId.optional(),
  parentItemID: z.coerce.string().optional(),
  url: address,
  title,
  contentType: z.string().max(200).catch('')
})
const updateSession = z.object({
  sessionID: sessionId,
  target: z.string().max(200).nullish(),
  tags: z.union([z.string().max(20_000), z.array(z.string())]).nullish()
})

/** What a library is called in the extension, and the ids of what one can save into. */
const LIBRARY = 'L1'
const listTarget = (id: string): string => `C${id}`

export interface ConnectorDeps {
  store: Store
  saver: Saver
  sessions: Sessions
}

export function connectorRoutes({ store, saver, sessions }: ConnectorDeps): Map<string, Route> {
  const routes = new Map<string, Route>()
  const post = (name: string, most: number, handle: Route['handle']): void => {
    routes.set(`POST /connector/${name}`, {
      method: 'POST',
      most,
      admit: ({ headers }) => {
        const refusal = notConnector(headers)
        return refusal && { status: refusal.status, body: refusal.message }
      },
      handle
    })
  }
  const writable = (): void => {
    if (store.readOnly !== undefined) throw new CarrelError('READ_ONLY', store.readOnly)
  }
  const taken = (id: string): Answer | undefined =>
    sessions.has(id) ? { status: 409, body: { error: 'SESSION_EXISTS' } } : undefined

  post('ping', SMALL, async () => ({
    status: 200,
    body: {
      prefs: {
        automaticSnapshots: true,
        downloadAssociatedFiles: true,
        supportsAttachmentUpload: true,
        supportsTagsAutocomplete: false,
        canUserAddNote: false,
        reportActiveURL: false
      }
    }
  }))
  post('getSelectedCollection', SMALL, async () => {
    const editable = store.readOnly === undefined
    const lists = [...store.all('lists')].filter((l) => l.trashed === undefined)
    return {
      status: 200,
      body: {
        libraryID: 1,
        libraryName: 'Carrel',
        libraryEditable: editable,
        filesEditable: editable,
        editable,
        id: null,
        name: 'Carrel',
        targets: [
          { id: LIBRARY, name: 'Carrel', level: 0, filesEditable: editable },
          ...lists.map((l) => ({ id: listTarget(l.id), name: l.name, level: 1, filesEditable: editable }))
        ]
      }
    }
  })
  post('saveItems', SMALL, async (request) => {
    const { sessionID, uri, items } = read(saveItems, request)
    writable()
    const clash = taken(sessionID)
    if (clash) return clash
    const session = sessions.start(sessionID, { url: uri, title: items[0]?.title ?? uri })
    const ids = await saver.references(
      items.map((item) => ({ fields: fieldsOfZotero(item, uri), tags: tagsOfZotero(item) }))
    )
    items.forEach((item, i) => session.articles.set(item.id ?? String(i), ids[i] ?? ''))
    return { status: 201, body: { items } }
  })
  post('saveSnapshot', SMALL, async (request) => {
    const { sessionID, url, title: named } = read(saveSnapshot, request)
    writable()
    // The page itself comes next, in saveSingleFile; there is nothing to save before.
    const clash = taken(sessionID)
    if (clash) return clash
    sessions.start(sessionID, { url, title: named })
    return { status: 201, body: {} }
  })
  post('saveSingleFile', PAGE, async (request) => {
    const { sessionID, url, title: named, snapshotContent, items } = read(saveSingleFile, request)
    writable()
    const session = sessions.has(sessionID)
      ? sessions.need(sessionID)
      : sessions.start(sessionID, { url, title: named })
    const item: CameIn = {
      kind: 'file',
      name: `${named || session.title || 'page'}.html`,
      bytes: Buffer.from(snapshotContent, 'utf8'),
      format: 'html',
      ...(url || session.url ? { url: url || session.url } : {})
    }
    const [first] = items.flatMap(({ id }) => session.articles.get(id) ?? [])
    const article = first ?? [...session.articles.values()][0]
    if (article === undefined) session.articles.set('', await saver.page(item))
    else await saver.text(article, item, session.hasFile.has(article))
    return { status: 201, body: {} }
  })
  post('saveAttachment', FILE, async (request) => {
    const about = readMetadata(request)
    writable()
    const session = sessions.need(about.sessionID)
    const article = about.parentItemID === undefined ? undefined : session.articles.get(about.parentItemID)
    if (article === undefined)
      throw new CarrelError('NOT_FOUND', 'What this file belongs to was not saved here. Save the page again.')
    session.hasFile.add(article)
    await saver.text(article, fileOf(about, request.body), false)
    return { status: 201, body: {} }
  })
  post('saveStandaloneAttachment', FILE, async (request) => {
    const about = readMetadata(request)
    writable()
    const clash = taken(about.sessionID)
    if (clash) return clash
    const session = sessions.start(about.sessionID, about)
    session.articles.set('', await saver.page(fileOf(about, request.body)))
    return { status: 201, body: { canRecognize: false } }
  })
  post('hasAttachmentResolvers', SMALL, async () => ({ status: 200, body: 'false', type: 'json' }))
  post('getRecognizedItem', SMALL, async () => ({ status: 204 }))
  post('updateSession', SMALL, async (request) => {
    const { sessionID, target, tags } = read(updateSession, request)
    writable()
    await saver.file(articlesOf(sessions.need(sessionID)), tagsOf(tags), listOf(target))
    return { status: 200, body: {} }
  })
  // What this door has no use for, answered so that the extension goes on.
  post('getClientHostnames', SMALL, async () => ({ status: 200, body: [] }))
  post('proxies', SMALL, async () => ({ status: 200, body: [] }))
  post('delaySync', SMALL, async () => ({ status: 204 }))
  return routes
}

const articlesOf = (session: SaveSession): string[] => [...new Set(session.articles.values())]

function read<T>(schema: z.ZodType<T>, { body }: DoorRequest): T {
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    // Whatever was wrong with it: the sender is told, and nothing was saved.
    throw new CarrelError('BAD_INPUT', 'That is not JSON. Nothing was saved.')
  }
  return checked(schema, value)
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') ?? ''
  throw new CarrelError(
    'BAD_INPUT',
    `Something is missing or not as it should be (${where}). Nothing was saved.`
  )
}

type Metadata = z.infer<typeof metadata> & { sessionID: string }

function readMetadata({ headers, query }: DoorRequest): Metadata {
  const given = headers['x-metadata']
  if (typeof given !== 'string') throw new CarrelError('BAD_INPUT', 'It is not said what this file is.')
  let value: unknown
  try {
    // Header bytes arrive as Latin-1; the extension sends UTF-8 or escapes.
    value = JSON.parse(Buffer.from(given, 'latin1').toString('utf8'))
  } catch {
    throw new CarrelError('BAD_INPUT', 'What is said about this file is not JSON.')
  }
  const about = checked(metadata, value)
  const sessionID = about.sessionID ?? query.get('sessionID') ?? ''
  return { ...about, sessionID: checked(sessionId, sessionID) }
}

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'pdf'],
  ['application/epub+zip', 'epub'],
  ['text/html', 'html'],
  ['text/plain', 'txt']
])

function fileOf(about: Metadata, body: Buffer): CameIn {
  const kind = (about.contentType.split(';')[0] ?? '').trim().toLowerCase()
  const extension = EXTENSIONS.get(kind) ?? 'bin'
  return {
    kind: 'file',
    name: `${about.title || 'file'}.${extension}`,
    bytes: body,
    ...(about.url === '' ? {} : { url: about.url })
  }
}

function tagsOf(tags: string | string[] | null | undefined): string[] {
  const words = typeof tags === 'string' ? tags.split(',') : (tags ?? [])
  return words.flatMap((t) => parseTagPath(t) ?? [])
}

/** The list's id; the library itself is no list. */
function listOf(target: string | null | undefined): string | undefined {
  return target?.startsWith('C') === true ? target.slice(1) : undefined
}
