/** What can be added, as the callers in this process hand it over. */
import type { Companion } from './companions'
import type { Format, TextFormat } from './draft'

export type AddItem =
  | {
      kind: 'file'
      /** File name, for its extension and the receipt; never used as a path. */
      name: string
      /** A function is asked only when it is this file's turn. */
      bytes: Uint8Array | (() => Promise<Uint8Array>)
      companions?: readonly Companion[]
      /** When the name does not say. */
      format?: Format
      /** Where a browser had it from; its relative addresses count from there. */
      url?: string
      /** Its images are still on the web, and the person asked for the page: fetch them. */
      fetchImages?: boolean
    }
  | { kind: 'url'; url: string }
  | { kind: 'text'; format: TextFormat; text: string }

/** For receipts: file name, address, or `pasted text`. */
export function labelOf(item: AddItem): string {
  if (item.kind === 'file') return item.name
  return item.kind === 'url' ? item.url.trim() : 'pasted text'
}
