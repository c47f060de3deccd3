/**
 * Names that programs which synchronise folders give to a file of ours when two computers changed it:
 *
 *     0003 (Ana's conflicted copy 2026-03-01).json     Dropbox, Nextcloud, Google's "0003 (1).json" and the like
 *     0003-LAPTOP.json                                 OneDrive
 *     0003.sync-conflict-20260301-101010-7XQ.json      Syncthing
 *     0003_conflict-20260301-101010.json               ownCloud
 *     Copy of 0003.json, 0003 2.json                   Google Drive, iCloud
 */
import type { CollectionName } from '#shared/contract/records'
import { isBlock } from '../layout'

/** What the copy would be called if it were the file itself, or undefined for a name that is none of those. */
export function originalOf(name: string, isOurs: (name: string) => boolean): string | undefined {
  if (isOurs(name)) return undefined
  const ending = /\.[a-z]{3,5}$/.exec(name)?.[0] ?? ''
  const bare = name.slice(0, name.length - ending.length).replace(/^Copy of /, '')
  // The longest beginning that is a name of ours: our own names may hold what separates.
  for (let end = bare.length; end > 0; end--) {
    const original = bare.slice(0, end) + ending
    const rest = bare.slice(end)
    if (isOurs(original) && (rest === '' || /^[ ._~-]/.test(rest))) return original
  }
  return undefined
}

/** The data file of which a name in a collection's folder is a copy. */
export function copyOf(collection: CollectionName, name: string): string | undefined {
  return originalOf(
    name,
    (own) => own.endsWith('.json') && isBlock(collection, own.slice(0, -'.json'.length))
  )
}
