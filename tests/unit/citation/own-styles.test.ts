/** Styles of one's own, over a real library: what is taken, what is refused and how, what becomes of it. */
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CitationStyle } from '#shared/contract/citation'
import type { Core } from '#core/app'
import { openCore } from '../cli/real-core'

let base: string
let core: Core
const go = { signal: new AbortController().signal, progress: () => undefined }
const add = (text: string): Promise<CitationStyle> => core.handlers['citation.addStyle']({ text }, go)
const styles = (query: string) => core.handlers['citation.styles']({ query, limit: 5 }, go)

const style = (parts: { head?: string; body?: string; title?: string } = {}): string => `<?xml version="1.0"?>
${parts.head ?? ''}<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>${parts.title ?? 'My University'}</title><id>x</id><updated>2026-01-01T00:00:00Z</updated></info>
  ${
    parts.body ??
    `<macro name="who"><names variable="author"><name name-as-sort-order="all"/></names></macro>
  <citation><layout><text macro="who"/></layout></citation>
  <bibliography><layout suffix="!"><text macro="who" suffix=" ~ "/><text variable="title"/></layout></bibliography>`
  }
</style>`
const DEPENDENT = (
  parent: string
): string => `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="de-DE">
  <info><title>Our Journal</title><id>y</id>
  <link href="http://www.zotero.org/styles/${parent}" rel="independent-parent"/></info></style>`

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'carrel-styles-'))
  core = await openCore(join(base, 'library'))
})
afterEach(async () => {
  await core.close()
  await rm(base, { recursive: true, force: true })
})

describe('a style of one’s own', () => {
  it('is found first, formats an export, stays a plain file, and can be taken away and put back', async () => {
    const source = style()
    const { id, title } = await add(source)
    expect([id, title]).toEqual(['own-my-university', 'My University'])
    expect(await readFile(join(base, 'library/styles/my-university.csl'), 'utf8')).toBe(source)
    expect((await styles('university')).styles[0]?.id).toBe(id)
    expect((await styles('')).styles[0]?.id).toBe(id)
    await core.capture(
      [
        {
          kind: 'file',
          name: 'a.md',
          bytes: async () => new TextEncoder().encode('# On desks\n\nA text about desks.\n'),
          companions: []
        }
      ],
      { signal: go.signal }
    )
    const [article] = (await core.handlers['articles.list']({ view: { kind: 'all' }, sort: 'title' }, go)).ids
    await core.handlers['articles.edit'](
      { id: article ?? '', fields: { authors: [{ family: 'Lindqvist', given: 'Ada' }] } },
      go
    )
    for (const name of [id, 'my-university']) {
      const made = await core.handlers['exchange.export'](
        { scope: { kind: 'all' }, format: 'text', style: name },
        go
      )
      expect(made.text).toContain('Lindqvist, Ada ~ On desks!')
    }
    await core.close()
    core = await openCore(join(base, 'library'))
    const gone = await core.handlers['citation.removeStyle']({ id }, go)
    expect(gone).toEqual({ title, text: source })
    expect(await readdir(join(base, 'library/styles'))).toEqual([])
    expect((await add(gone.text)).id).toBe(id)
    expect((await add(gone.text)).id).toBe(id)
    expect((await add(style({ head: '<!-- another -->' }))).id).toBe('own-my-university-2')
  })

  it('that only points to another takes that one’s rules, or is refused by the name of what is missing', async () => {
    const { id } = await add(DEPENDENT('apa'))
    const [first] = (await styles('our journal')).styles
    expect(first?.id).toBe(id)
    await expect(add(DEPENDENT('no-such-style'))).rejects.toThrow(
      '“no-such-style”, which Carrel does not have'
    )
  })

  it.each([
    ['nothing', ' ', 'is empty'],
    ['a web page', '<html><body>hi</body></html>', 'not a CSL style'],
    ['a locale', '<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0"></locale>', 'CSL locale'],
    [
      'a document type',
      style({ head: '<!DOCTYPE style [<!ENTITY a "aa">]>' }),
      'Line 2 of this file declares'
    ],
    ['an entity', style({ title: '&xxe;' }), 'Line 3 of this file uses the entity &xxe;'],
    ['a tag left open', style().replace('</info>', ''), 'closes <style>, which is not what is open'],
    ['an end that is missing', style().replace('</style>', ''), 'ends before <style> is closed'],
    ['no title', style({ title: '' }), 'no title'],
    ['no layout', style({ body: '<citation/>' }), 'formats nothing'],
    [
      'a macro that is not there',
      style({ body: '<citation><layout><text macro="gone"/></layout></citation>' }),
      'the macro “gone”'
    ],
    [
      'macros in a circle',
      style({
        body: '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro><citation><layout><text macro="a"/></layout></citation>'
      }),
      'calls itself'
    ],
    ['depth', style({ body: '<group>'.repeat(200) }), 'deeper than any style'],
    ['an old version', style().replace('in-text" version="1.0"', 'in-text" version="0.8"'), 'CSL 0.8'],
    [
      'nothing said',
      style({ body: '<citation><layout><text variable="note"/></layout></citation>' }),
      'makes nothing'
    ],
    ['size', `${style()}${' '.repeat(1 << 21)}`, 'larger than any citation style']
  ])('refuses %s, in words, and keeps nothing', async (_, text, why) => {
    await expect(add(text)).rejects.toThrow(why)
    expect((await styles('university')).styles.some((s) => s.id.startsWith('own-'))).toBe(false)
  })

  it('put into the folder by hand is there, and what is no style is named with the reason', async () => {
    await mkdir(join(base, 'library/styles'))
    await writeFile(join(base, 'library/styles/by-hand.csl'), style({ title: 'By hand' }))
    await writeFile(join(base, 'library/styles/broken.csl'), '<style')
    const { styles: found, unusable } = await styles('by hand')
    expect(found[0]?.id).toBe('own-by-hand')
    expect(unusable).toEqual([{ file: 'broken.csl', message: 'Line 1 of this file is not well-formed XML.' }])
  })

  it('that cannot be read, or has a name that no style can have, is named and keeps nobody from the others', async () => {
    await mkdir(join(base, 'library/styles/folder.csl'), { recursive: true })
    await symlink('nowhere', join(base, 'library/styles/link.csl'))
    // Backups hold no longer names.
    await writeFile(join(base, `library/styles/${'n'.repeat(87)}.csl`), style({ title: 'By hand' }))
    await writeFile(join(base, 'library/styles/My Thesis.csl'), style({ title: 'By hand' }))
    await writeFile(join(base, 'library/styles/by-hand.csl'), style({ title: 'By hand' }))
    const { styles: found, unusable } = await styles('by hand')
    expect(found[0]?.id).toBe('own-by-hand')
    expect(unusable).toEqual([
      {
        file: 'My Thesis.csl',
        message: 'Its name may have only small letters, digits and hyphens, 86 at most: my-thesis.csl.'
      },
      { file: 'folder.csl', message: 'This file cannot be read.' },
      { file: 'link.csl', message: 'This file cannot be read.' },
      {
        file: `${'n'.repeat(87)}.csl`,
        message: `Its name may have only small letters, digits and hyphens, 86 at most: ${'n'.repeat(80)}.csl.`
      }
    ])
  })

  it('added at the same moment as another of its name is a file of its own', async () => {
    const two = [style({ head: '<!-- one -->' }), style({ head: '<!-- two -->' })]
    const ids = (await Promise.all(two.map(add))).map((made) => made.id)
    expect(ids).toEqual(['own-my-university', 'own-my-university-2'])
    expect((await readdir(join(base, 'library/styles'))).length).toBe(2)
  })

  it('does not stand in for a style of everybody’s that has the same short name', async () => {
    const { id } = await add(style({ title: 'APA' }))
    expect(id).toBe('own-apa')
    await core.capture(
      [
        {
          kind: 'file',
          name: 'a.md',
          bytes: async () => new TextEncoder().encode('# On desks\n\nA text about desks.\n'),
          companions: []
        }
      ],
      { signal: go.signal }
    )
    const made = (name: string) =>
      core.handlers['exchange.export']({ scope: { kind: 'all' }, format: 'text', style: name }, go)
    expect((await made(id)).text).toContain('On desks!')
    expect((await made('apa')).text).not.toContain('On desks!')
    await expect(core.handlers['citation.removeStyle']({ id: 'apa' }, go)).rejects.toThrow('no such style')
  })

  it('with a chain of macros that is longer than any is refused in words', async () => {
    const macros = Array.from(
      { length: 20_000 },
      (_, n) => `<macro name="${n}"><text macro="${n + 1}"/></macro>`
    )
    const body = `${macros.join('')}<macro name="20000"/><citation><layout><text macro="0"/></layout></citation>`
    await expect(add(style({ body }))).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: /too many macros/
    })
  })
})
