/** The packed citation styles (scripts/lib/pack-styles.mjs): an index, styles in groups, a file a locale. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { z } from 'zod'
import { CarrelError } from '#shared/contract/errors'

const index = z.object({
  styles: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      class: z.string(),
      format: z.string(),
      fields: z.array(z.string()),
      bibliography: z.boolean(),
      group: z.string()
    })
  ),
  locales: z.array(z.string())
})
export type StyleIndex = z.infer<typeof index>
export type PackedStyle = StyleIndex['styles'][number]

/** Beside the built programs; from the sources, in the build's folder. */
const PLACES = [join(__dirname, '../styles'), join(__dirname, '../../../out/styles')]

export interface StylePack {
  readonly dir: string
  readonly index: StyleIndex
  find(id: string): PackedStyle | undefined
  /** Throws NOT_FOUND, naming the style. */
  style(id: string): string
  locale(lang: string): string | undefined
}

let opened: StylePack | undefined

/** Read once in each thread. Throws UNSUPPORTED when this installation has no styles. */
export function openStylePack(places: readonly string[] = PLACES): StylePack {
  if (opened && places === PLACES) return opened
  const dir = places.find((place) => existsSync(join(place, 'index.br')))
  if (dir === undefined)
    throw new CarrelError(
      'UNSUPPORTED',
      'This installation has no citation styles. Build Carrel again (npm run build), or use the plain author-date form.'
    )
  const read = (name: string): unknown =>
    JSON.parse(brotliDecompressSync(readFileSync(join(dir, `${name}.br`))).toString('utf8'))
  const all = index.parse(read('index'))
  const byId = new Map(all.styles.map((s) => [s.id, s]))
  const locales = new Set(all.locales)
  const pack: StylePack = {
    dir,
    index: all,
    find: (id) => byId.get(id),
    style(id) {
      const found = byId.get(id)
      const group = found && z.record(z.string(), z.string()).parse(read(found.group))
      const xml = group && new Map(Object.entries(group)).get(id)
      if (xml === undefined) throw new CarrelError('NOT_FOUND', `There is no citation style named “${id}”.`)
      return xml
    },
    locale: (lang) => (locales.has(lang) ? z.string().parse(read(`locale-${lang}`)) : undefined)
  }
  if (places === PLACES) opened = pack
  return pack
}
