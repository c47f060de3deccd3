/** The build: each program stands for itself, and the page has nothing inline that its own policy would stop. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const out = join(__dirname, '../../../out')
const entries = ['index.js', 'loopback.js', 'cli.js', 'jobs.js', 'search.js']
const read = (path: string): string => readFileSync(join(out, path), 'utf8')
const required = (code: string): string[] =>
  [...code.matchAll(/require\((["'`])(.+?)\1\)/g)].map((match) => match[2] ?? '')

// `npm test` builds first. Alone, over sources only, there may be nothing to look at.
const built = existsSync(join(out, '.sources'))
const files = built ? readdirSync(join(out, 'main')).filter((name) => name.endsWith('.js')) : []

describe.skipIf(!built)('the build', () => {
  it.each(files)('out/main/%s requires no entry: requiring one would start its program', (name) => {
    const wanted = required(read(`main/${name}`)).filter((path) => path.startsWith('.'))
    expect(wanted.filter((path) => entries.includes(path.replace('./', '')))).toEqual([])
    for (const path of wanted) expect(existsSync(join(out, 'main', path)), path).toBe(true)
  })

  it('has every entry', () => {
    for (const entry of entries) expect(existsSync(join(out, 'main', entry)), entry).toBe(true)
  })

  it('asks only Electron’s own program for Electron', () => {
    const asking = files.filter((name) => required(read(`main/${name}`)).includes('electron'))
    expect(asking).toEqual(['index.js'])
  })

  it('has a preload that requires Electron only', () => {
    expect(required(read('preload/index.js'))).toEqual(['electron'])
  })

  it('has a page without inline script or style', () => {
    const html = read('renderer/index.html')
    expect(html).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=/)
  })
})
