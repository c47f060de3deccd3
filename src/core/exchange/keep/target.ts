/** Where a kept file may be: a place the person names, checked before anything is put there. */
import { realpath, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { CarrelError } from '#shared/contract/errors'
import type { ExportFormat } from '#shared/contract/exchange'
import { FORMATS } from '../formats'

const bad = (sentence: string): CarrelError => new CarrelError('BAD_INPUT', sentence)

/**
 * The real path that `given` names. Its name must end as the format's do, so that no other kind of file is ever written
 * over; it must not lie in one of the `forbidden` folders. Throws BAD_INPUT or NOT_FOUND with a sentence.
 */
export async function targetOf(
  given: string,
  format: ExportFormat,
  forbidden: readonly { folder: string; why: string }[]
): Promise<string> {
  const trimmed = given.trim()
  const whole = /^~[/\\]/.test(trimmed) ? join(homedir(), trimmed.slice(2)) : trimmed
  if (!isAbsolute(whole))
    throw bad(
      'Give the whole path of the file, from its beginning, or from your own folder as ~/thesis/library.bib.'
    )
  const path = resolve(whole)
  const { extension } = FORMATS[format]
  if (extname(path).toLowerCase() !== `.${extension}`)
    throw bad(`The name of this file must end in .${extension}.`)
  const folder = await realpath(dirname(path)).catch((error: unknown) => {
    throw new CarrelError(
      'NOT_FOUND',
      `There is no folder ${dirname(path)}, or it cannot be read.`,
      undefined,
      error
    )
  })
  const here = join(folder, basename(path))
  const real = (await unlessMissing(realpath(here), path)) ?? here
  const there = await unlessMissing(stat(real), path)
  if (there !== undefined && !there.isFile()) throw bad(`${path} is not a file.`)
  for (const { folder: no, why } of forbidden) {
    const way = relative((await unlessMissing(realpath(no), no)) ?? resolve(no), real)
    if (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)) throw bad(why)
  }
  return real
}

/** Undefined where there is nothing yet; every other failure as a sentence: what cannot be looked at is not written over. */
async function unlessMissing<T>(looking: Promise<T>, path: string): Promise<T | undefined> {
  try {
    return await looking
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new CarrelError('NOT_FOUND', `${path} cannot be looked at.`, undefined, error)
  }
}
