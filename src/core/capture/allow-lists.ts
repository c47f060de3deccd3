/** What a stored text may contain. Everything that is not named here is taken out. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Block elements: they stand on lines of their own in the stored file. */
export const BLOCKS = set(
  'address article aside blockquote caption col colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 ' +
    'h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul'
)
export const INLINE = set(
  'a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time tt u ' +
    'var wbr'
)
export const VOID = set('br hr img wbr col')

/** Elements that are kept under another name. A landmark of a page is none within an article. */
export const RENAMED: ReadonlyMap<string, string> = new Map([
  ['strike', 's'],
  ['acronym', 'abbr'],
  ['dir', 'ul'],
  ['menu', 'ul'],
  ['listing', 'pre'],
  ['xmp', 'pre'],
  ['plaintext', 'pre'],
  ...[
    'center',
    'dialog',
    'fieldset',
    'form',
    'hgroup',
    'legend',
    'nav',
    'search',
    'main',
    'header',
    'footer'
  ].map((t): [string, string] => [t, 'div'])
])

/** Elements that go with all they contain. Others that are not allowed go alone: their content stays. */
export const DROPPED = set(
  'script style template noscript iframe object embed applet frame frameset noframes noembed link meta base title head ' +
    'textarea input select option optgroup button output datalist canvas map area param portal fencedframe source ' +
    'track svg video audio bgsound basefont keygen'
)
/** Of those: shown as a link to what was there. */
export const EMBEDS = set('iframe object embed video audio')

const ANYWHERE = set('dir lang title id')
const BY_TAG: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['a', set('href')],
  ['img', set('src alt width height')],
  ['td', set('colspan rowspan headers')],
  ['th', set('colspan rowspan headers scope')],
  ['col', set('span')],
  ['colgroup', set('span')],
  ['ol', set('start type reversed')],
  ['li', set('value')],
  ['time', set('datetime')],
  ['del', set('datetime')],
  ['ins', set('datetime')],
  ['details', set('open')],
  ['code', set('class')],
  ['pre', set('class')]
])

export function attributeAllowed(tag: string, name: string): boolean {
  return ANYWHERE.has(name) || (BY_TAG.get(tag)?.has(name) ?? false)
}

/** Presentation MathML; of annotations only TeX. */
export const MATH = set(
  'math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose msub msup ' +
    'msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mlabeledtr semantics annotation'
)
/** These hold text and nothing else. */
export const MATH_TOKENS = set('mi mn mo ms mtext annotation')
const MATH_ATTRIBUTES = set(
  'display mathvariant displaystyle scriptlevel columnalign rowalign columnspan rowspan open close separators stretchy ' +
    'fence form lspace rspace accent accentunder linethickness notation encoding dir'
)
const MATH_VALUE = /^[\w .,#%|()[\]{}⟨⟩‖+\-/]{0,200}$/

export function mathAttributeAllowed(name: string, value: string): boolean {
  return MATH_ATTRIBUTES.has(name) && MATH_VALUE.test(value)
}

/** The only shape of an image's address in a stored text: beside it, in the folder of its first two digits. */
const STORED_IMAGE = /^\.\.\/([0-9a-f]{2})\/(\1[0-9a-f]{62}\.(?:png|jpg|gif|webp|avif))$/

export function storedImageName(src: string): string | undefined {
  return STORED_IMAGE.exec(src)?.[2]
}
export function storedImageSrc(name: string): string {
  return `../${name.slice(0, 2)}/${name}`
}
