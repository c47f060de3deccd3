/** The file of changes that could not be saved: written for the person, read back and done again on the library. */
import { z } from 'zod'
import { CarrelError } from '#shared/contract/errors'
import { contract } from '#shared/contract/index'

/** Edits that are whole in one call: refused, they changed nothing, and can be made again as they are. */
const PLAIN = new Set([
  'annotations.create',
  'annotations.createFromQuote',
  'annotations.update',
  'annotations.remove',
  'articles.edit',
  'articles.mark',
  'articles.place',
  'articles.trash',
  'articles.restore',
  'history.undo',
  'history.redo',
  'library.untrash',
  'lists.create',
  'lists.rename',
  'lists.add',
  'lists.take',
  'lists.move',
  'lists.entry',
  'lists.section',
  'lists.due',
  'lists.about',
  'lists.duplicate',
  'lists.merge',
  'lists.archive',
  'lists.trash',
  'lists.restore',
  'notes.save',
  'notes.remove',
  'review.seen',
  'settings.set',
  'smart.create',
  'smart.change',
  'smart.remove',
  'tags.apply',
  'tags.rename',
  'tags.color',
  'tags.remove'
])

export function isPlainEdit(method: string): boolean {
  return PLAIN.has(method)
}

export interface PlainEdit {
  method: string
  input: unknown
}

const unsavedFileSchema = z.object({
  format: z.literal('carrel-unsaved-changes'),
  version: z.literal(1),
  about: z.string(),
  made: z.string(),
  /** In the order they were made. */
  edits: z.array(z.object({ method: z.string(), input: z.unknown() })).max(100_000)
})
export type UnsavedFile = z.infer<typeof unsavedFileSchema>

export function unsavedFile(made: string, edits: PlainEdit[]): UnsavedFile {
  return {
    format: 'carrel-unsaved-changes',
    version: 1,
    about:
      'Changes that Carrel could not save. To bring them back, open the library, then “Bring back unsaved changes…” (Ctrl+K).',
    made,
    edits
  }
}

/** Reads such a file; every edit is checked against the contract. BAD_INPUT with a sentence when it is none. */
export function readUnsavedFile(text: string): PlainEdit[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new CarrelError(
      'BAD_INPUT',
      'This is no file of unsaved changes: it is not JSON.',
      undefined,
      error
    )
  }
  const file = unsavedFileSchema.safeParse(value)
  if (!file.success)
    throw new CarrelError('BAD_INPUT', 'This is no file of unsaved changes of Carrel. Nothing was changed.')
  for (const [i, { method, input }] of file.data.edits.entries()) {
    const spec = isPlainEdit(method) ? contract[method as keyof typeof contract] : undefined
    if (!spec?.input.safeParse(input).success)
      throw new CarrelError(
        'BAD_INPUT',
        `Change ${i + 1} in this file is none that Carrel knows. Nothing was changed.`
      )
  }
  return file.data.edits
}

/** Edits nobody makes on purpose: kept like the rest, and not counted. */
export const INCIDENTAL: ReadonlySet<string> = new Set(['articles.place', 'settings.set'])

/**
 * Does the changes again, in order. One that no longer fits (its article is gone) is passed over, and its sentence
 * answered.
 */
export async function bringBack(
  edits: readonly PlainEdit[],
  invoke: (method: string, input: unknown) => Promise<unknown>
): Promise<{ done: number; failed: string[] }> {
  let done = 0
  const failed: string[] = []
  for (const { method, input } of edits)
    try {
      await invoke(method, input)
      if (!INCIDENTAL.has(method)) done++
    } catch (error) {
      // Named to the person; the changes after it are independent enough to be worth having.
      failed.push(error instanceof Error ? error.message : String(error))
    }
  return { done, failed }
}
