/** The two doors with a token: SingleFile's upload, and the bookmarklet. Both bring a whole page in a form. */
import { CarrelError } from '#shared/contract/errors'
import { sameToken, wrongBearer } from './admit'
import type { Answer, DoorRequest, Route } from './door'
import type { Saver } from './save'

const PAGE = 64 << 20

export function pageRoutes(saver: Saver, token: () => string): Map<string, Route> {
  return new Map<string, Route>([
    [
      'POST /singlefile',
      {
        method: 'POST',
        most: PAGE,
        admit: ({ headers }) => {
          const refusal = wrongBearer(headers, token())
          return refusal && { status: refusal.status, body: { error: refusal.message } }
        },
        // SingleFile's names for the two fields are the person's to choose: the file is the page, an address the other.
        async handle(request) {
          const form = await readForm(request)
          const page = [...form.files.values()][0] ?? longest(form.texts)
          if (!page) throw new CarrelError('BAD_INPUT', 'There is no page in that upload. Nothing was saved.')
          const url = [...form.texts.values()].find((t) => /^https?:\/\/\S+$/i.test(t))
          const id = await saver.page({
            kind: 'file',
            format: 'html',
            ...page,
            ...(url === undefined ? {} : { url })
          })
          return { status: 201, body: { id } }
        }
      }
    ],
    [
      'POST /page',
      {
        method: 'POST',
        most: PAGE,
        admit: () => undefined, // a form cannot send headers: its token is inside
        handle: (request) => fromBookmarklet(request, saver, token())
      }
    ]
  ])
}

async function fromBookmarklet(request: DoorRequest, saver: Saver, token: string): Promise<Answer> {
  const { texts } = await readForm(request)
  if (!sameToken(texts.get('token') ?? '', token))
    return say(401, 'Not saved', 'This bookmark is an old one. Take the new one from Carrel’s settings.')
  const html = texts.get('html') ?? ''
  const url = texts.get('url') ?? ''
  const name = texts.get('title')?.slice(0, 300) || url
  try {
    await saver.page({
      kind: 'file',
      name: `${name}.html`,
      format: 'html',
      bytes: Buffer.from(html, 'utf8'),
      ...(/^https?:\/\//i.test(url) ? { url, fetchImages: true } : {})
    })
  } catch (error) {
    if (!(error instanceof CarrelError)) throw error
    return say(400, 'Not saved', error.message)
  }
  return say(201, 'Saved in Carrel', `“${name}” is in your library. You can close this page.`)
}

/** The only page that the door shows. */
function say(status: number, heading: string, sentence: string): Answer {
  const escape = (s: string): string => s.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)
  return {
    status,
    type: 'html',
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(heading)}</title>
<style>body{font:18px/1.5 system-ui,sans-serif;max-width:34em;margin:18vh auto;padding:0 1em;color-scheme:light dark}</style>
<h1>${escape(heading)}</h1><p>${escape(sentence)}</p></html>`
  }
}

interface Form {
  texts: Map<string, string>
  files: Map<string, { name: string; bytes: Uint8Array }>
}

/** By the platform's own reader of forms. */
async function readForm({ headers, body }: DoorRequest): Promise<Form> {
  const type = headers['content-type'] ?? ''
  let form: FormData
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  } catch (error) {
    throw new CarrelError('BAD_INPUT', 'That is not a form. Nothing was saved.', undefined, error)
  }
  const read: Form = { texts: new Map(), files: new Map() }
  for (const [name, value] of form) {
    if (typeof value === 'string') read.texts.set(name, value)
    else read.files.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  return read
}

/** SingleFile can send the page as a plain field: then it is the longest. */
function longest(texts: ReadonlyMap<string, string>): { name: string; bytes: Uint8Array } | undefined {
  const [first] = [...texts.values()].sort((a, b) => b.length - a.length)
  return first === undefined || !first.includes('<')
    ? undefined
    : { name: 'page.html', bytes: Buffer.from(first, 'utf8') }
}

/**
 * The bookmark: sends the page one looks at, as it is now, in a form to a page of Carrel's. A form, since pages may
 * forbid scripts to connect to this computer but seldom forbid forms.
 */
export function bookmarklet(address: string, token: string): string {
  const code = `(function(){var d=document,f=d.createElement('form');f.method='POST';f.enctype='multipart/form-data';f.target='_blank';f.action=${JSON.stringify(`${address}/page`)};f.style.display='none';function a(n,v){var t=d.createElement('textarea');t.name=n;t.value=v;f.appendChild(t)}a('token',${JSON.stringify(token)});a('url',location.href);a('title',d.title);a('html','<!doctype html>'+d.documentElement.outerHTML);d.documentElement.appendChild(f);f.submit();f.remove()})()`
  return `javascript:${encodeURIComponent(code)}`
}
