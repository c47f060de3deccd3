/** Pictures in notes: told by their bytes, kept as saved files, in backups and exports, not tidied away. */
import { mkdtemp, readFile, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Core } from '#core/app'
import { UPLOAD_PIECE } from '#shared/contract/capture'
import { pictureMarkdown } from '#shared/markdown/pictures'
import { openCore } from '../cli/real-core'

const go = { signal: new AbortController().signal, progress: () => undefined }
/** A pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)
let base = ''
let dir = ''
let core: Core
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'carrel-pictures-'))
  dir = join(base, 'library')
  core = await openCore(dir)
})
afterEach(async () => {
  await core.close()
  await rm(base, { recursive: true, force: true })
})

async function keep(bytes: Buffer): Promise<string> {
  const { upload } = await core.handlers['capture.begin']({ size: bytes.length }, go)
  for (let at = 0; at < bytes.length; at += UPLOAD_PIECE) {
    const data = bytes.subarray(at, at + UPLOAD_PIECE).toString('base64')
    await core.handlers['capture.piece']({ upload, data }, go)
  }
  return (await core.handlers['capture.picture']({ upload }, go)).name
}

test('what is no picture is refused with a sentence, whatever it is called', async () => {
  await expect(
    keep(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'))
  ).rejects.toThrow(/SVG/)
  await expect(keep(Buffer.from('<!doctype html><script>alert(1)</script>'))).rejects.toThrow(/not a picture/)
  await expect(keep(Buffer.alloc(0))).rejects.toThrow(/not a picture/)
  await expect(keep(Buffer.concat([PNG, Buffer.alloc(15 << 20)]))).rejects.toThrow(/may have/)
})

test('a picture stays while a note, a note on a highlight, the trash or undo has it, and comes back from one file', async () => {
  const name = await keep(PNG)
  expect(name).toMatch(/\.png$/)
  const file = join(dir, 'assets', name.slice(0, 2), name)
  const { id } = await core.handlers['notes.save'](
    { title: 'Figure', text: `See ${pictureMarkdown(name, 'A [tide]')}` },
    go
  )
  const old = new Date(Date.now() - 90 * 86_400_000)
  const tidied = async (): Promise<boolean> => {
    await utimes(file, old, old)
    await core.handlers['library.compact']({}, go)
    return readFile(file).then(
      () => false,
      () => true
    )
  }
  expect(await tidied()).toBe(false)
  // An edit of its own for undo.
  await core.handlers['notes.save']({ title: 'Between', text: '' }, go)
  await core.handlers['notes.save']({ id, text: 'No picture any more.' }, go)
  expect(await tidied()).toBe(false)
  await core.handlers['history.undo']({}, go)
  await core.handlers['notes.remove']({ id }, go)
  expect(await tidied()).toBe(false)
  await core.handlers['library.untrash']({ kind: 'notes', id }, go)
  expect(await core.handlers['library.verify']({}, go)).toMatchObject({ ok: true, problems: [] })

  const made = await core.handlers['backup.toFile']({}, go)
  const whole = Buffer.from(
    (await core.handlers['backup.read']({ file: made.file, from: 0 }, go)).data,
    'base64'
  )
  await core.close()
  dir = join(base, 'other')
  core = await openCore(dir)
  const { upload } = await core.handlers['backup.begin']({ size: whole.length }, go)
  await core.handlers['backup.piece']({ upload, data: whole.toString('base64') }, go)
  await core.handlers['backup.restore']({ source: { kind: 'file', upload }, what: { kind: 'missing' } }, go)
  expect(await readFile(join(dir, 'assets', name.slice(0, 2), name))).toEqual(PNG)
  await rm(join(dir, 'assets', name.slice(0, 2), name))
  expect((await core.handlers['library.verify']({}, go)).problems).toContainEqual({
    where: `assets/${name.slice(0, 2)}/${name}`,
    what: 'is missing, and needed by the note “Figure”'
  })
})

test('an export shows the picture; one from elsewhere is only described', async () => {
  const name = await keep(PNG)
  const [added] = await core.capture(
    [{ kind: 'text', format: 'md', text: '# On tides\n\nAll that is known of tides fits in here.' }],
    { from: 'paste' }
  )
  const text = `${pictureMarkdown(name, 'A tide')}\n\n![far](http://example.org/x.png) ![up](../../secret.png)`
  await core.handlers['notes.save']({ article: added?.id ?? '', text }, go)
  const html = await core.handlers['exchange.export']({ scope: { kind: 'all' }, format: 'html' }, go)
  expect(html.text).toContain(`src="data:image/png;base64,${PNG.toString('base64')}" alt="A tide"`)
  expect(html.text).toContain('far')
  expect(html.text).not.toMatch(/example\.org|secret\.png/)
})
