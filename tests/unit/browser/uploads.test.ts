/** Pages sent whole: by SingleFile, and by the bookmarklet. */
import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { bookmarklet } from '#core/browser/pages'
import { send } from './extension'
import { browserRoom, go, page } from './room'

const room = browserRoom()

/** A form as browsers send it. */
function form(fields: Record<string, string | { name: string; text: string }>): {
  type: string
  body: Buffer
} {
  const mark = '----carrel7d93b1'
  const parts = Object.entries(fields).map(([name, value]) => {
    const file = typeof value === 'string' ? '' : `; filename="${value.name}"\r\nContent-Type: text/html`
    return `--${mark}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${typeof value === 'string' ? value : value.text}\r\n`
  })
  return {
    type: `multipart/form-data; boundary=${mark}`,
    body: Buffer.from(`${parts.join('')}--${mark}--\r\n`, 'utf8')
  }
}

describe('SingleFile', () => {
  const upload = (token: string) => {
    const { type, body } = form({
      archive: { name: 'Über den Rand.html', text: page('Über den Rand', 'Ränder') },
      address: 'https://example.org/rand'
    })
    return send(room.status.address, '/singlefile', body, {
      origin: 'moz-extension://0b7f',
      authorization: `Bearer ${token}`,
      'content-type': type
    })
  }
  it('saves with the token', async () => {
    const said = await upload(room.status.singleFile?.token ?? '')
    expect(said.status).toBe(201)
    const [article] = await room.articles()
    expect(article).toMatchObject({ title: 'Über den Rand', url: 'https://example.org/rand' })
    expect(said.json()).toEqual({ id: article?.id })
  })
  it('saves nothing with another, or with one that was renewed', async () => {
    expect((await upload('guess')).status).toBe(401)
    const old = room.status.singleFile?.token ?? ''
    await room.core.handlers['browser.renew']({}, go)
    expect((await upload(old)).status).toBe(401)
    expect(await room.articles()).toEqual([])
  })
})

describe('the bookmarklet', () => {
  const sent = (token: string) => {
    const { type, body } = form({
      token,
      url: 'https://example.org/<now>',
      title: '<script>alert(1)</script>',
      html: page('Seen now', 'clouds')
    })
    return send(room.status.address, '/page', body, { origin: 'https://example.org', 'content-type': type })
  }
  it('saves the page one looks at and answers with a page that can do nothing', async () => {
    const said = await sent(room.status.singleFile?.token ?? '')
    expect(said.status).toBe(201)
    expect(said.text).toContain('Saved in Carrel')
    expect(said.text).not.toContain('<script')
    expect(said.headers['content-security-policy']).toContain("default-src 'none'")
    expect((await room.articles())[0]?.title).toBe('Seen now')
  })
  it('saves nothing without the token', async () => {
    const said = await sent('x')
    expect([said.status, await room.articles()]).toEqual([401, []])
  })
  it('is one line of script that a bookmark can hold', () => {
    const text = bookmarklet('http://127.0.0.1:23119', 'abc')
    expect(text).toMatch(/^javascript:[^\s"<>]+$/)
    expect(() => new Script(decodeURIComponent(text.slice('javascript:'.length)))).not.toThrow()
  })
})
