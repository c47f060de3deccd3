/**
 * Citation keys after Better BibTeX's default formula `auth.lower + shorttitle(3,3) + year`: `jamesPrinciplesPsychology1890`.
 * A key is made once, when an article comes in, and then stored: it never changes by itself.
 */
import type { Bibliographic, Name } from '../contract/records'
import { yearOf } from './dates'

/** Words that a short title leaves out: articles, prepositions and conjunctions of the languages BBT skips. */
const SKIPPED = new Set(
  (
    'a about above across after against al along amid among an and around as at before behind below beneath beside ' +
    'between beyond but by d da das de degli dei del dell della delle dello dem den der des despite die do down du ' +
    'during ein eine einem einen einer eines el en et except for from gli i il in inside into is l la las le les like ' +
    'lo los near nor of off on onto or over past per plus since so some sur te than the through to toward towards un ' +
    'una unas under une unlike uno unos until up upon via von while with within without yet zu zum'
  ).split(' ')
)

/** Letters that Unicode does not decompose, and two alphabets small enough to spell out (ISO 9 and ELOT 743, bare). */
const FOLDS = new Map(
  (
    'ß:ss æ:ae œ:oe ø:o đ:d ð:d ł:l þ:th ı:i ŋ:n ħ:h ŧ:t ĸ:k ʻ: ʼ: ' +
    'а:a б:b в:v г:g ґ:g д:d е:e є:ie ж:zh з:z и:i і:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ' +
    'ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:iu я:ia ђ:dj ј:j љ:lj њ:nj ћ:c џ:dz ѕ:dz ' +
    'α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o'
  )
    .split(' ')
    .map((pair): [string, string] => {
      const [letter = '', ascii = ''] = pair.split(':')
      return [letter, ascii]
    })
)
const UMLAUTS = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue']
])
const MAX_PART = 40

/** Lower-case ASCII letters and digits, words one space apart. Scripts with no Latin spelling here vanish. */
function foldWords(text: string, german: boolean): string[] {
  let plain = text
    .normalize('NFC')
    .replace(/<\/?[a-z]+[^<>]*>/gi, '')
    .toLowerCase()
  // Better BibTeX writes umlauts out in German items only: elsewhere ü is a u with a mark.
  if (german) plain = plain.replace(/[äöü]/g, (c) => UMLAUTS.get(c) ?? c)
  // An apostrophe joins a word or, after a French or Italian article, ends it (l'état).
  plain = plain.replace(/\b([dlj]|qu|dell|all)['’]/g, '$1 ').replace(/['’]/g, '')
  let ascii = ''
  for (const c of plain.normalize('NFKD').replace(/\p{M}+/gu, ''))
    ascii += FOLDS.get(c) ?? (/[a-z0-9]/.test(c) ? c : ' ')
  return ascii.split(' ').filter((w) => w !== '')
}

function authorPart(names: readonly Name[], german: boolean): string {
  for (const n of names) {
    const words = foldWords(n.family ?? n.literal ?? n.given ?? '', german)
    // Of an institution's name the first telling words: "The World Health Organization, Geneva".
    const telling = n.family === undefined ? words.filter((w) => !SKIPPED.has(w)).slice(0, 3) : words
    const part = telling.join('').slice(0, MAX_PART)
    if (part !== '') return part
  }
  return ''
}

function titlePart(title: string, german: boolean): string {
  const words = foldWords(title, german)
  const telling = words.filter((w) => !SKIPPED.has(w))
  return (telling.length ? telling : words)
    .slice(0, 3)
    .map((w) => w.charAt(0).toUpperCase() + w.slice(1, MAX_PART))
    .join('')
}

/** a … z, aa … zz, aaa …: the nth suffix, from 0. */
function suffix(n: number): string {
  let text = ''
  for (let i = n; i >= 0; i = Math.floor(i / 26) - 1) text = String.fromCharCode(97 + (i % 26)) + text
  return text
}

/** The form to compare keys by: BibTeX does not tell capitals apart. */
export function citekeyFold(key: string): string {
  return key.normalize('NFC').toLowerCase()
}

/** `taken` for makeCitekey over existing keys. */
export function takenIn(keys: Iterable<string>): (key: string) => boolean {
  const folded = new Set<string>()
  for (const k of keys) folded.add(citekeyFold(k))
  return (key) => folded.has(citekeyFold(key))
}

/**
 * A new key of ASCII letters and digits. The newcomer gets a suffix (a…z, aa…) when the key is taken. `taken` is
 * asked for keys in the form citekeyFold gives (lower case); takenIn builds it.
 */
export function makeCitekey(fields: Bibliographic, taken: (key: string) => boolean): string {
  const german = /^de\b/i.test(fields.lang ?? '')
  const author = authorPart(fields.authors, german)
  const title = titlePart(fields.title, german)
  const year = yearOf(fields.issued)
  const base = (author + title || 'anon') + (year === undefined ? '' : String(Math.abs(year)))
  if (!taken(citekeyFold(base))) return base
  for (let n = 0; ; n++) {
    const key = base + suffix(n)
    if (!taken(citekeyFold(key))) return key
  }
}
