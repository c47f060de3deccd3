/** Independent readers of exported files: a browser's HTML parser, CommonMark, and a small .bib scanner. */
import { strFromU8, unzipSync } from 'fflate'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

export const isElement = (n: Node): n is Element => 'tagName' in n

export function* elementsOf(n: Node): Generator<Element> {
  if (isElement(n)) yield n
  if ('childNodes' in n) for (const c of n.childNodes) yield* elementsOf(c)
}

export function textOf(n: Node): string {
  if ('value' in n) return n.value
  return 'childNodes' in n ? n.childNodes.map(textOf).join('') : ''
}

export const readHtml = (html: string): Element[] => [...elementsOf(parse(html))]
export const withClass = (all: Element[], name: string): Element[] =>
  all.filter((e) => e.attrs.some((a) => a.name === 'class' && a.value.split(' ').includes(name)))

/** The elements of a Markdown text as GitHub would show it; the YAML header is cut off. */
export function readMarkdown(markdown: string): Element[] {
  const body = markdown.replace(/^---\n[\s\S]*?\n---\n/, '')
  return readHtml(micromark(body, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }))
}

export interface BibEntry {
  type: string
  key: string
  fields: Map<string, string>
}

/** Scans as BibTeX does: every brace counts, escaped or not. Throws where BibTeX would complain. */
export function scanBib(text: string): BibEntry[] {
  const out: BibEntry[] = []
  let i = 0
  const fail = (why: string): never => {
    throw new Error(`${why} at ${i}: ${text.slice(i, i + 60)}`)
  }
  const expect = (pattern: RegExp): string => {
    const sticky = new RegExp(pattern.source, 'y')
    sticky.lastIndex = i
    const m = sticky.exec(text)
    if (!m) return fail(`expected ${pattern.source}`)
    i = sticky.lastIndex
    return m[1] ?? m[0]
  }
  while (i < text.length) {
    const type = expect(/@([a-z]+)\{/)
    const key = expect(/([^\s,{}()"#%~\\]+),\n/)
    const fields = new Map<string, string>()
    for (;;) {
      const name = expect(/\s*([a-z]+) = /)
      if (fields.has(name)) fail(`${name} twice`)
      if (text[i] === '{') {
        let depth = 0
        const from = i + 1
        do {
          if (text[i] === '{') depth++
          else if (text[i] === '}') depth--
          if (++i > text.length) fail('unbalanced')
        } while (depth > 0)
        fields.set(name, text.slice(from, i - 1))
      } else fields.set(name, expect(/([a-z]{3})/))
      if (text[i] === ',') i++
      else break
    }
    expect(/\n\}\n\n?/)
    out.push({ type, key, fields })
  }
  return out
}

/** The text that TeX would set, for the commands Carrel writes. */
export function untex(tex: string): string {
  const commands: Record<string, string> = {
    textbackslash: '\\',
    textbraceleft: '{',
    textbraceright: '}',
    textasciicircum: '^',
    textasciitilde: '~',
    textless: '<',
    textgreater: '>',
    textbar: '|',
    textasciigrave: '`',
    ldots: '…',
    ss: 'ß',
    o: 'ø',
    l: 'ł'
  }
  const marks: Record<string, string> = {
    '"': '\u0308',
    "'": '\u0301',
    '`': '\u0300',
    '^': '\u0302',
    '~': '\u0303'
  }
  return tex
    .replace(/-\{\}(?=-)/g, '-')
    .replace(/\\textbf(?=\{)/g, '')
    .replace(
      /\{\\(["'`^~])(\\?[A-Za-z])\}/g,
      (_, m: string, b: string) => b.replace('\\', '') + (marks[m] ?? '?')
    )
    .replace(/\{\\([A-Za-z]+)\}/g, (all, c: string) => `\u0001${commands[c] ?? all}\u0002`)
    .replace(/\\([%&$#_])/g, '$1')
    .replace(/\\([{}])/g, '\u0001$1\u0002')
    .replace(/(?<!\u0001)[{}](?!\u0002)/g, '')
    .replace(/[\u0001\u0002]/g, '')
    .normalize('NFC')
}

const XML_NAMES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['#39', "'"]
])

/** The words of a DOCX, a paragraph a line. `bytes`: base64. */
export function readDocx(bytes: string): string {
  const xml = strFromU8(unzipSync(Buffer.from(bytes, 'base64'))['word/document.xml'] ?? new Uint8Array())
  return xml
    .replace(/<\/w:p>|<w:br\/>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, (whole, name: string) => XML_NAMES.get(name) ?? whole)
    .replace(/\u200e/g, '')
}
