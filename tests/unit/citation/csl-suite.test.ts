/**
 * The CSL project's own expected strings, where its test suite is on this computer: CARREL_CSL_TESTS names the folder
 * of its `processor-tests/humans`. Nothing of it is in this project (its licence is its own).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { citeprocOf, type CiteprocEngine } from '#core/citation/citeproc'
import { openStylePack } from '#core/citation/pack'
import type { CslItem } from '#shared/domain/csl'
import { ensureStyles } from '../../../scripts/lib/project.mjs'

const folder = process.env['CARREL_CSL_TESTS'] ?? ''
const here = folder !== '' && existsSync(folder)

interface Fixture {
  name: string
  mode: string
  expected: string
  xml: string
  items: CslItem[]
}

const part = (text: string, name: string): string | undefined =>
  new RegExp(`>>=+ ${name} =+>>\\n([\\s\\S]*?)\\n?<<=+ ${name} =+<<`).exec(text)?.[1]

/** Those that need nothing but a style and items. */
function fixtures(): Fixture[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name): Fixture[] => {
      const text = readFileSync(join(folder, name), 'utf8')
      const mode = part(text, 'MODE')?.trim() ?? ''
      const special = ['CITATIONS', 'CITATION-ITEMS', 'BIBSECTION', 'BIBENTRIES', 'ABBREVIATIONS', 'OPTIONS']
      if (!['citation', 'bibliography'].includes(mode) || special.some((s) => part(text, s) !== undefined))
        return []
      const items = z
        .array(z.record(z.string(), z.unknown()))
        .safeParse(JSON.parse(part(text, 'INPUT') ?? 'null'))
      return items.success
        ? [
            {
              name,
              mode,
              expected: part(text, 'RESULT') ?? '',
              xml: part(text, 'CSL') ?? '',
              items: items.data as unknown as CslItem[]
            }
          ]
        : []
    })
}

function render(xml: string, { mode, items }: Fixture): string {
  const pack = openStylePack()
  const byId = new Map(items.map((item) => [String(item.id), item]))
  const engine: CiteprocEngine = new (citeprocOf(pack.dir).Engine)(
    {
      retrieveLocale: (lang) => pack.locale(lang) ?? false,
      retrieveItem: (id) => byId.get(String(id))
    },
    xml
  )
  engine.updateItems([...byId.keys()])
  if (mode === 'citation') return engine.makeCitationCluster(items.map(({ id }) => ({ id })))
  const made = engine.makeBibliography()
  return made === false ? '' : made[0].bibstart + made[1].join('') + made[0].bibend
}

const squash = (html: string): string => html.replace(/\s+/g, ' ').replace(/> </g, '><').trim()

describe.skipIf(!here)('the CSL test suite (skipped unless CARREL_CSL_TESTS names its folder)', () => {
  it('gives the expected strings', () => {
    ensureStyles()
    const all = fixtures()
    const wrong = all.filter((f) => {
      try {
        return squash(render(f.xml, f)) !== squash(f.expected)
      } catch {
        return true // a style that citeproc refuses is not as expected either
      }
    })
    const packed = all.flatMap((f) => {
      const id = /<id>[^<]*\/styles\/([a-z0-9-]+)<\/id>/.exec(f.xml)?.[1]
      return id !== undefined && openStylePack().find(id) ? [{ f, id }] : []
    })
    const same = packed.filter(
      ({ f, id }) => squash(render(openStylePack().style(id), f)) === squash(f.expected)
    )
    console.log(
      `CSL suite: ${all.length - wrong.length} of ${all.length} as expected; not: ${wrong.map((f) => f.name).join(', ')}\n` +
        `of ${packed.length} with a style of the pack, with today's version of it: ${same.length} the same; not: ` +
        packed
          .filter((p) => !same.includes(p))
          .map(({ f, id }) => `${f.name} (${id})`)
          .join(', ')
    )
    expect(all.length).toBeGreaterThan(300)
    // citeproc-js does not do everything that the suite has; this is what it did when it was last looked at.
    expect(wrong.length / all.length).toBeLessThan(0.1)
  }, 300_000)
})
