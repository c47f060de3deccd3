/** Every case of the hostile corpus that concerns HTML, Markdown and text, through the whole service. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyOf } from '#core/capture/body'
import { elements, parsePage } from '#core/capture/html/nodes'
import { foldText } from './fold'
import { harness, shared, sharedHas } from './support'

interface Case {
  id: string
  class: string
  kind: 'html' | 'markdown' | 'text'
  file: string
  generated?: string
  expect: {
    outcome: 'accepted' | 'accepted-with-receipt' | 'refused'
    facts: { title?: string; titleContains?: string; titleFolded?: string; texts?: string[] }
  }
}

/** Archives that are exports of other tools: those are imported, not captured. */
const EXCHANGE = new Set(['a-zip-pocket-mixed', 'a-zip-names'])

const corpus = join(shared, 'data/hostile')
const present = sharedHas('data/hostile/manifest.json')
const cases: Case[] = present
  ? (JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')) as { cases: Case[] }).cases.filter(
      (c) => /^(html-|(encoding|giant|text|mhtml|pdf|archive)$)/.test(c.class) && !EXCHANGE.has(c.id)
    )
  : []

/** These say that something is lost, but nothing is: all of it is kept, and an empty receipt is the truth. */
const LOSSLESS = new Set(['m-title-html', 'g-entities', 'g-text', 'mh-boundary-in-body'])

describe.skipIf(!present)(
  `hostile input${present ? '' : ' (skipped: there is no shared/data/hostile here)'}`,
  () => {
    let large = ''
    beforeAll(() => {
      large = mkdtempSync(join(tmpdir(), 'carrel-hostile-'))
      execFileSync(process.execPath, [join(corpus, 'make.mjs'), '--large', large], { stdio: 'ignore' })
    })
    afterAll(() => rmSync(large, { recursive: true, force: true }))

    it('has the cases', () => expect(cases.length).toBeGreaterThan(130))

    it.each(cases.map((c) => [c.id, c] as const))(
      '%s',
      async (_, c) => {
        const bytes = new Uint8Array(readFileSync(join(c.generated ? large : corpus, c.file)))
        const library = harness()
        const [result] = await library.add([{ kind: 'file', name: basename(c.file), bytes }])
        expect(library.fetched).toEqual([])
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
        if (c.expect.outcome === 'refused') {
          expect(result?.status).toBe('failed')
          expect(result?.message).toMatch(/^[A-Z][^<>\n]{20,300}\.$/)
          expect(library.articles()).toEqual([])
          expect(library.assets.size).toBe(0)
          return
        }
        expect(result).toMatchObject({ status: 'added' })
        if (c.expect.outcome === 'accepted-with-receipt' && !LOSSLESS.has(c.id))
          expect(result?.missing, 'the receipt is silent').not.toEqual([])
        if (c.class === 'encoding' && c.expect.outcome === 'accepted') expect(result?.missing).toEqual([])

        const [article] = library.articles()
        const snapshot = article?.snapshots[0]
        const text = library.read(snapshot?.text ?? '')
        const document = library.read(snapshot?.html ?? '')
        const { title, titleContains, titleFolded, texts = [] } = c.expect.facts
        if (title !== undefined) expect(article?.title).toBe(title)
        if (titleContains !== undefined) expect(article?.title).toContain(titleContains)
        if (titleFolded !== undefined) expect(foldText(article?.title ?? '')).toBe(foldText(titleFolded))
        for (const fact of texts) expect(foldText(text)).toContain(foldText(fact))
        expect(article?.title.length).toBeLessThanOrEqual(2000)
        expectInert(document)
        expect(bodyOf(document)).toBe(/<body>\n([^]*)<\/body>/.exec(document)?.[1])
      },
      120_000
    )
  }
)

/** Nothing in a stored document may run, load or hide. */
function expectInert(document: string): void {
  for (const element of elements(parsePage(document))) {
    expect(element.tagName).not.toMatch(
      /^(script|style|link|iframe|frame|object|embed|form|input|button|svg|video|audio|source|template|base|noscript)$/
    )
    for (const { name, value } of element.attrs) {
      expect(name).not.toMatch(
        /^(on|style$|srcset$|ping$|background$|formaction$|action$|xlink|target$|popover)/
      )
      if (name === 'src') expect(value).toMatch(/^\.\.\/[0-9a-f]{2}\/[0-9a-f]{64}\.\w+$/)
      if (name === 'href') expect(value).toMatch(/^(https?:\/\/|mailto:|doi:|#s-)/)
      if (name === 'id') expect(value).toMatch(/^s-/)
      if (name === 'http-equiv') expect(value).toBe('Content-Security-Policy')
    }
  }
}
