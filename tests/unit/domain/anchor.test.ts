import { describe as suite, expect, it } from 'vitest'
import {
  anchor,
  describe,
  findExact,
  prepareText,
  type Anchored,
  type Selectors
} from '#shared/domain/anchor'
import { edit, generate, languages, seeded, write, type Source } from './generated-text'

function selectorsOf(text: string, exact: string): Selectors {
  const start = text.indexOf(exact)
  const selectors = describe(text, start, start + exact.length)
  if (!selectors) throw new Error('nothing to describe')
  return selectors
}
const where = (text: string, a: Anchored): string | undefined =>
  a.placed ? text.slice(a.start, a.end) : a.reason

suite('describe', () => {
  it('keeps 32 characters of context on both sides and trims white space', () => {
    const text = `${'a'.repeat(40)} middle ${'b'.repeat(40)}`
    const s = describe(text, 40, 48)
    expect(s).toEqual({
      quote: { exact: 'middle', prefix: `${'a'.repeat(31)} `, suffix: ` ${'b'.repeat(31)}` },
      position: { start: 41, end: 47 }
    })
  })
  it('answers undefined when only white space is meant', () => {
    expect(describe('a   b', 1, 4)).toBeUndefined()
  })
  it('does not cut surrogate pairs', () => {
    const text = `${'😀'.repeat(20)}x${'😀'.repeat(20)}`
    const s = describe(text, 40, 41)
    expect(s?.quote.prefix).toBe('😀'.repeat(16))
    expect([...(s?.quote.suffix ?? '')].every((c) => c === '😀')).toBe(true)
    const odd = describe(`a${'😀'.repeat(20)}x.`, 41, 42)
    expect([...(odd?.quote.prefix ?? '')].every((c) => c === '😀')).toBe(true)
  })
})

suite('anchor', () => {
  const text =
    'One reader came early and took the lamp by the window.\nAnother reader came late and took the lamp by the door.\nThe keeper wrote both names in the book.'

  it('finds the unchanged text at its place', () => {
    const s = selectorsOf(text, 'took the lamp by the door')
    expect(anchor(prepareText(text), s)).toMatchObject({ placed: true, how: 'unchanged' })
  })

  it('lets the context decide between equal places', () => {
    const start = text.lastIndexOf('reader came')
    const s = describe(text, start, start + 'reader came'.length)
    const moved = `A new paragraph before everything else in this text.\n${text}`
    const a = anchor(prepareText(moved), s!)
    expect(a).toMatchObject({ placed: true, how: 'exact', start: moved.lastIndexOf('reader came') })
  })

  it('follows changed quotation marks, dashes, ligatures, soft hyphens, spaces and decomposition', () => {
    const before =
      'He said “the café is fine” – and left its flowers. Nobody asked the keeper of the room why.'
    const after =
      'He said "the cafe\u0301 is  fi\u00adne" — and left its ﬂowers. Nobody asked the keeper of the room why.'
    const s = selectorsOf(before, '“the café is fine” – and left its flowers')
    expect(where(after, anchor(prepareText(after), s))).toBe(
      '"the cafe\u0301 is  fi\u00adne" — and left its ﬂowers'
    )
  })

  it('refuses when two places score alike', () => {
    const line = 'The same sentence stands here with the same neighbours around it, word for word.'
    const before = Array.from({ length: 3 }, () => line).join('\n')
    const s = describe(before, before.indexOf('sentence'), before.indexOf('sentence') + 20)!
    const after = `x\n${Array.from({ length: 9 }, () => line).join('\n')}`
    expect(anchor(prepareText(after), { ...s, position: { start: 400, end: 420 } })).toEqual({
      placed: false,
      reason: 'ambiguous'
    })
  })

  it('does not attach a short word to another place once its own is gone', () => {
    const before = 'In the morning the archive opened. Readers waited outside for the keeper with the keys.'
    const after =
      'Long after that, nobody remembered why an archive had burnt, nor who had set the fire that night.'
    expect(anchor(prepareText(after), selectorsOf(before, 'archive')).placed).toBe(false)
  })

  it('follows a long quotation whose neighbours are all new', () => {
    const quote = 'what is kept beyond the winter must be copied twice and bound in cloth'
    const before = `The rule said that ${quote}, and so it was done.`
    const after = `Quite another beginning: ${quote}; nobody ever did it.`
    expect(where(after, anchor(prepareText(after), selectorsOf(before, quote)))).toBe(quote)
  })

  it('looks for head and tail of a long passage whose middle has changed', () => {
    const random = seeded(5)
    const source = generate('en', random, 12)
    const { text: before } = write(source)
    const s = describe(before, 700, 1300)!
    const after = `${before.slice(0, 960)}something new was written into the middle of it ${before.slice(990)}`
    const a = anchor(prepareText(after), s)
    expect(a.placed).toBe(true)
    if (a.placed) {
      expect(Math.abs(a.start - s.position.start)).toBeLessThan(6)
      expect(Math.abs(after.length - a.end - (before.length - s.position.end))).toBeLessThan(6)
    }
  })

  it('does not go to an equal heading elsewhere when its own has changed', () => {
    const before =
      'The parts of this guide:\nRewrite with depth in mind\nCheck the links\n' +
      'Nobody reads a page twice.\nRewrite with depth in mind\nOnce you know which pages are short, begin there.'
    const start = before.lastIndexOf('Rewrite')
    const s = describe(before, start, start + 'Rewrite with depth in mind'.length)!
    const after = `${before.slice(0, start)}Rewrite with more depth in mind${before.slice(start + 26)}`
    const found = where(after, anchor(prepareText(after), s))
    expect(['ambiguous', 'Rewrite with more depth in mind']).toContain(found)
    const gone = before.slice(0, start) + before.slice(start + 27)
    expect(anchor(prepareText(gone), { ...s, quote: { ...s.quote, exact: 'depth in' } }).placed).toBe(false)
  })

  const filler = (n: number): string =>
    Array.from(
      { length: n },
      (_, i) => `Line ${i * 7}: the keeper of room ${i} counted ${i * 31} lamps.`
    ).join('\n')
  const before = [
    'The film is currently streaming on one service and available to rent at home.',
    filler(30),
    'Another is currently streaming on one service and available to rent at home.',
    filler(10)
  ].join('\n')
  /** The second of the two. */
  const second = (exact: string): Selectors => {
    const start = before.indexOf(exact, before.indexOf('Another'))
    return describe(before, start, start + exact.length)!
  }

  it('does not go to an equal sentence far away when its own was edited', () => {
    const after = before.replace(
      'Another is currently streaming on one service and available',
      'Another is perhaps currently streaming on one service and'
    )
    const found = anchor(prepareText(after), second('available to rent'))
    expect(found).toEqual({ placed: false, reason: 'ambiguous' })
  })

  it('goes along when the whole passage moved, though its old neighbours stand together now', () => {
    const quote = 'A sentence of its own that somebody took from here and put somewhere else.'
    const lines = filler(30).split('\n')
    const text = [...lines.slice(0, 20), quote, ...lines.slice(20)].join('\n')
    const moved = [...lines, quote].join('\n')
    expect(where(moved, anchor(prepareText(moved), selectorsOf(text, quote)))).toBe(quote)
  })

  it('follows a long passage whose end was rewritten', () => {
    const random = seeded(8)
    const { text } = write(generate('en', random, 12))
    const s = describe(text, 700, 1300)!
    const after = `${text.slice(0, 1220)}${'something wholly new at the end of it. '.repeat(2)}${text.slice(1300)}`
    const a = anchor(prepareText(`A new first line.\n${after}`), s)
    expect(a).toMatchObject({ placed: true, start: s.position.start + 18, how: 'approximate' })
  })

  it('ends at words, not inside them, where words have changed', () => {
    const before =
      'They tell of parents and of their children in the north, and the broken rooms they sleep in.'
    const after =
      'They tell of parents and of their children numbered in the north, and the broken rooms they sleep in.'
    const found = where(after, anchor(prepareText(after), selectorsOf(before, 'their children in')))
    expect(found).toMatch(/^their children( numbered)?( in)?$/)
  })

  it('says missing in an empty text and for an empty quotation', () => {
    const s = selectorsOf(text, 'keeper')
    expect(anchor(prepareText(''), s)).toEqual({ placed: false, reason: 'missing' })
    const soft = { ...s, quote: { ...s.quote, exact: '\u00ad' } }
    expect(anchor(prepareText('abc'), soft)).toEqual({ placed: false, reason: 'missing' })
  })
})

suite('findExact', () => {
  it('answers every place, up to the limit', () => {
    const text = prepareText('one lamp, two lamps, three lamps')
    expect(findExact(text, 'lamp')).toHaveLength(2)
    expect(findExact(text, 'lamp', 10)).toHaveLength(3)
    expect(findExact(text, 'LAMP')).toHaveLength(0)
    expect(findExact(text, ' ')).toHaveLength(0)
  })
})

interface Tally {
  right: number
  wrong: number
  unplaced: number
  gone: number
}

/** Quotes of two to sixty words from a generated text are sought in an edited one; the truth is known by token. */
function trial(seed: number, change: (s: Source, r: () => number) => Source, count: number): Tally {
  const tally: Tally = { right: 0, wrong: 0, unplaced: 0, gone: 0 }
  for (const language of languages) {
    const random = seeded(seed + language.charCodeAt(0))
    const source = generate(language, random)
    const before = write(source)
    const after = write(change(source, random))
    const ready = prepareText(after.text)
    for (let i = 0; i < count; i++) {
      const p = source.paragraphs[Math.floor(random() * source.paragraphs.length)] ?? []
      const length = Math.min(p.length, 2 + Math.floor(random() ** 2 * 60))
      const first = Math.floor(random() * (p.length - length + 1))
      const tokens = p.slice(first, first + length)
      const start = before.at.get(tokens[0]?.from ?? -1)?.start ?? 0
      const end = before.at.get(tokens.at(-1)?.from ?? -1)?.end ?? 0
      const selectors = describe(before.text, start, end)
      if (!selectors) continue
      const left = tokens.flatMap((t) => after.at.get(t.from) ?? [])
      const found = anchor(ready, selectors)
      if (!found.placed) tally[left.length < length / 2 ? 'gone' : 'unplaced']++
      else {
        // Right: most of what is left of the quotation lies inside, and little else does.
        const inside = left.filter((t) => t.start < found.end && t.end > found.start)
        const covered = inside.reduce((n, t) => n + t.end - t.start, 0)
        const right = inside.length >= left.length * 0.6 && covered > (found.end - found.start) * 0.5
        tally[right ? 'right' : 'wrong']++
      }
    }
  }
  return tally
}

suite('on generated texts in English, German, Arabic and Chinese', () => {
  it('places every quotation in an unchanged text', () => {
    const t = trial(1, (s) => s, 100)
    expect(t).toEqual({ right: 400, wrong: 0, unplaced: 0, gone: 0 })
  })
  it('follows a small edit almost always, and is practically never wrong', () => {
    const t = trial(2, (s, r) => edit(s, r, 0.02, false), 150)
    expect(t.wrong).toBeLessThanOrEqual(2)
    expect(t.right).toBeGreaterThan(540)
  })
  it('follows 6 % edits with reordering mostly, and is practically never wrong', () => {
    const t = trial(3, (s, r) => edit(s, r, 0.06, true), 150)
    expect(t.wrong).toBeLessThanOrEqual(6)
    expect(t.right).toBeGreaterThan(480)
  })
  it('leaves quotations of a wholly different text unplaced', () => {
    const t = trial(4, (s, r) => generate(s.language, r), 150)
    // Tokens are numbered alike in both texts, so whatever is placed was placed by chance.
    expect(t.right + t.wrong).toBeLessThanOrEqual(2)
  })
})
