/** Names of journal files, and the first line of each. */
import { z } from 'zod'

/** `00000042-k3f9.jsonl`: a number that only grows, and the instance that wrote it (two machines never share a file). */
export interface SegmentName {
  name: string
  number: number
}

export function segmentName(number: number, instance: string): string {
  return `${String(number).padStart(8, '0')}-${instance}.jsonl`
}

/** Undefined for names that are not ours. */
export function parseSegmentName(name: string): SegmentName | undefined {
  const match = /^(\d{8,12})-[a-z0-9]{1,32}\.jsonl$/.exec(name)
  return match ? { name, number: Number(match[1]) } : undefined
}

export function byNumber(a: SegmentName, b: SegmentName): number {
  return a.number - b.number || (a.name < b.name ? -1 : 1)
}

export const segmentHead = z.object({
  format: z.literal('carrel-journal'),
  schema: z.int().nonnegative(),
  /** The last frame that was acknowledged before: frames beyond it in older segments were refused. */
  base: z.int().nonnegative(),
  /** An older segment whose end is known to be half written, because the disk refused. */
  refused: z.string().optional(),
  at: z.string()
})
export type SegmentHead = z.infer<typeof segmentHead>
