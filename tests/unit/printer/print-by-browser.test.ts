/** A page becomes a PDF, by whatever Chromium this computer has. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findBrowser } from '#core/printer/find-browser'
import { printByBrowser } from '#core/printer/print-by-browser'
import { testBrowser } from '../../../scripts/find-browser.mjs'

const browser = testBrowser()
const NAMES = ['TMPDIR', 'CARREL_CHROMIUM', ...Object.keys(browser.env ?? {})]
const before = new Map(NAMES.map((name) => [name, process.env[name]]))
let folder: string

/** What printing leaves behind: nothing. */
const left = (): Promise<string[]> => readdir(folder)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carrel-printer-'))
  process.env['TMPDIR'] = folder
  if (browser.path !== undefined) Object.assign(process.env, browser.env, { CARREL_CHROMIUM: browser.path })
})
afterEach(async () => {
  for (const [name, value] of before)
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  await rm(folder, { recursive: true, force: true })
})

describe('printing by a browser', () => {
  it.skipIf(browser.path === undefined)(
    'makes a titled and tagged PDF of more than one page',
    async () => {
      const html = `<!doctype html><html lang="en"><title>Ch. 2</title><style>@page{size:A4}</style>${'<p>One line.</p>'.repeat(200)}`
      const pdf = Buffer.from(await printByBrowser(html, new AbortController().signal)).toString('latin1')
      expect(pdf.startsWith('%PDF-')).toBe(true)
      expect(pdf).toContain('/Title (Ch. 2)')
      expect(pdf).toContain('/StructTreeRoot')
      expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2)
      expect(await left()).toEqual([])
    },
    60_000
  )

  it.skipIf(browser.path === undefined)(
    'is called off',
    async () => {
      const stop = new AbortController()
      const made = printByBrowser('<p>x</p>'.repeat(200_000), stop.signal)
      setTimeout(() => stop.abort(), 500)
      await expect(made).rejects.toMatchObject({ code: 'CANCELLED' })
      expect(await left()).toEqual([])
    },
    60_000
  )

  it('says so where there is no browser, or the program is none', async () => {
    process.env['CARREL_CHROMIUM'] = '/nowhere/chromium'
    const print = (): Promise<unknown> => printByBrowser('<p>x</p>', new AbortController().signal)
    await expect(print()).rejects.toMatchObject({ code: 'UNSUPPORTED', message: /none was found/ })
    process.env['CARREL_CHROMIUM'] = process.execPath
    await expect(print()).rejects.toMatchObject({ code: 'UNSUPPORTED', message: /made no PDF/ })
    expect(await left()).toEqual([])
    expect(findBrowser('linux', { PATH: '' })).toBeUndefined()
  }, 30_000)

  it.skipIf(process.platform === 'win32')(
    'makes no PDF of the browser’s own page about an error, and outlives what is no answer',
    async () => {
      const program = join(folder, 'browser')
      // One that may not read the page: a browser in a package with a folder for temporary files of its own.
      const answers = (navigated: string): string => `#!${process.execPath}
const { createReadStream, createWriteStream } = require('fs')
const to = createWriteStream('', { fd: 4 })
const say = (message) => to.write(JSON.stringify(message) + '\\0')
let left = ''
createReadStream('', { fd: 3 }).on('data', (piece) => {
  const parts = (left + piece).split('\\0')
  left = parts.pop()
  for (const { id, method } of parts.map((part) => JSON.parse(part))) {
    const result = { targetId: 't', sessionId: 's', stream: 'x', eof: true, data: '%PDF-1.4 an error' }
    if (method === 'Page.navigate') {
      ${navigated}
      say({ method: 'Page.loadEventFired' })
    } else say({ id, result })
  }
})
`
      process.env['CARREL_CHROMIUM'] = program
      const print = (): Promise<unknown> => printByBrowser('<p>x</p>', new AbortController().signal)
      for (const navigated of [
        "say({ id, result: { errorText: 'net::ERR_FILE_NOT_FOUND' } })",
        "to.write('?\\0')"
      ]) {
        await writeFile(program, answers(navigated), { mode: 0o755 })
        await expect(print()).rejects.toMatchObject({ code: 'UNSUPPORTED', message: /made no PDF/ })
      }
      expect(await left()).toEqual(['browser'])
    },
    30_000
  )
})
