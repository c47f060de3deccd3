/** Small files of this computer's own (window, last library) in userData; the library itself is the core's. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

/** The file's content, or undefined when it is absent or not what `schema` says: these files are conveniences. */
export function readJsonFile<S extends z.ZodType>(file: string, schema: S): z.output<S> | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined // absent or damaged: begin with the defaults, the next save replaces it
  }
}

/** Replaces the file whole, so that a crash leaves the old one. Throws what the disk says. */
export function writeJsonFile(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true })
  const partial = `${file}.partial`
  writeFileSync(partial, JSON.stringify(value))
  renameSync(partial, file)
}
