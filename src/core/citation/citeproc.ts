/** The part of citeproc-js that Carrel uses. Its one file is shipped unmodified beside the styles and loaded from there. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { CslItem } from '#shared/domain/csl'

/** `system_id`: what an entry of the bibliography says whose it is by. */
export type CiteprocItem = CslItem & { system_id?: string }

export interface CiteprocSystem {
  /** The XML of a locale; citeproc asks for the one it needs and for en-US. */
  retrieveLocale(lang: string): string | false
  retrieveItem(id: string): CiteprocItem | undefined
  /** What stands behind an entry; `id` is the item's `system_id`. */
  embedBibliographyEntry?(id: string | undefined): string
}

export interface CiteprocEngine {
  updateItems(ids: readonly string[], noUncited?: boolean): unknown
  /** `false` when the style has no bibliography. */
  makeBibliography():
    | false
    | [
        {
          entry_ids: string[][]
          bibliography_errors: { itemID: string }[]
          bibstart: string
          bibend: string
        },
        string[]
      ]
  makeCitationCluster(items: readonly { id: string }[]): string
}

interface Citeproc {
  Engine: new (system: CiteprocSystem, style: string, lang?: string, force?: boolean) => CiteprocEngine
}

let loaded: Citeproc | undefined

/** `dir`: the packed styles. */
export function citeprocOf(dir: string): Citeproc {
  loaded ??= createRequire(join(dir, 'citeproc.js'))('./citeproc.js') as Citeproc
  return loaded
}
