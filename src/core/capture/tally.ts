/** Counts what a capture could not keep, for its receipt. */
import type { ReceiptItem } from '#shared/contract/records'
import { LIMITS } from './limits'

export interface Tally {
  /** One more of these; `example`: an address or a name the person can look for. */
  add(what: ReceiptItem['what'], reason: string, example?: string, count?: number): void
  items(): ReceiptItem[]
}

export function createTally(): Tally {
  const lines = new Map<
    string,
    { what: ReceiptItem['what']; reason: string; count: number; examples: string[] }
  >()
  return {
    add(what, reason, example, count = 1) {
      const key = `${what} ${reason}`
      const line = lines.get(key) ?? { what, reason, count: 0, examples: [] }
      line.count += count
      const shown = example === undefined ? '' : showExample(example)
      if (shown !== '' && line.examples.length < LIMITS.examples && !line.examples.includes(shown))
        line.examples.push(shown)
      lines.set(key, line)
    },
    items: () =>
      [...lines.values()].map(({ examples, ...line }) => (examples.length > 0 ? { ...line, examples } : line))
  }
}

/** Addresses can be whole files (`data:`) and can hold anything: shortened, without control characters. */
function showExample(text: string): string {
  const plain = text
    .slice(0, 300)
    .replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ')
    .trim()
  return plain.length > 200 || text.length > 300 ? `${plain.slice(0, 199)}…` : plain
}

const NOUNS: Record<ReceiptItem['what'], [one: string, many: string]> = {
  image: ['image', 'images'],
  media: ['video or sound', 'videos or sounds'],
  frame: ['frame', 'frames'],
  script: ['script', 'scripts'],
  form: ['form field', 'form fields'],
  style: ['style rule', 'style rules'],
  link: ['link', 'links'],
  text: ['passage', 'passages'],
  other: ['other part', 'other parts']
}

/** A line for people: `2 images: answered 404`. */
export function showReceiptItem({ what, count, reason, examples }: ReceiptItem): string {
  const [one, many] = NOUNS[what]
  const place = examples?.[0] === undefined ? '' : ` (${examples[0]})`
  return `${count} ${count === 1 ? one : many}: ${reason}${place}`
}
