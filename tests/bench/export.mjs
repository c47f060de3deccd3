// Exports of 200, 2,000 and 10,000 entries, with a highlight-rich list, beside pandoc making the same file from our
// CSL-JSON in the same run. Seconds are CPU (user + system) of a process of its own; MB is its peak. Compare ratios.
// Sizes other than these: node tests/bench/export.mjs 200 500
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensureStyles } from '../../scripts/lib/project.mjs'
import { bundleSource, root } from './lib/bundle.mjs'

const SIZES = [200, 2000, 10_000]
const QUOTES_EACH = 5
/** Where pandoc can write the same references; `--citeproc` puts them into its own document. */
const PANDOC = {
  docx: 'docx',
  odt: 'odt',
  rtf: 'rtf',
  html: 'html',
  epub: 'epub',
  markdown: 'markdown',
  text: 'plain',
  bibtex: 'bibtex',
  biblatex: 'biblatex',
  'csl-json': 'csljson'
}
const REFERENCES = new Set(['bibtex', 'biblatex', 'csl-json'])
/** Pandoc formats references in this style by itself, so only here do both do the same work. */
const STYLED = ['docx in chicago-author-date', 'html in chicago-author-date']
const load = async (file) => {
  const made = await import(pathToFileURL(file).href)
  return made.default ?? made
}
const self = fileURLToPath(import.meta.url)

/** CPU seconds and peak MB of a command, by GNU time; undefined where it failed or is not there. */
function measure(command, args, log) {
  const out = spawnSync('/usr/bin/time', ['-f', '@%U %S %M', command, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26
  })
  const found = /@([\d.]+) ([\d.]+) (\d+)\s*$/.exec(out.stderr ?? '')
  if (out.status !== 0 || !found) {
    log?.(`(${command} ${args[0] ?? ''}: ${(out.stderr ?? String(out.error)).trim().split('\n')[0]})`)
    return undefined
  }
  return { s: Number(found[1]) + Number(found[2]), mb: Number(found[3]) / 1024, stdout: out.stdout }
}

export async function run({ sizes = SIZES, log = console.log } = {}) {
  if (spawnSync('/usr/bin/time', ['true']).status !== 0)
    return log('skipped: GNU time is not on this machine')
  ensureStyles()
  const { formats } = await load(await bundleSource('tests/bench/lib/exports.ts', 'exports', 'cjs'))
  const folder = mkdtempSync(join(tmpdir(), 'carrel-bench-export-'))
  try {
    for (const size of sizes) {
      log(`${size} entries, ${size * QUOTES_EACH} highlights`)
      const references = join(folder, 'references.json')
      const pandoc = new Map()
      const rows = ['csl-json', ...formats.filter((f) => f !== 'csl-json'), ...STYLED]
      for (const row of rows) {
        const [format, style = ''] = row.split(' in ')
        const file = format === 'csl-json' ? references : join(folder, `out.${format}`)
        const ours = measure(process.execPath, [self, '--one', format, String(size), file, style], log)
        if (!ours) continue
        if (PANDOC[format] && !pandoc.has(format))
          pandoc.set(format, byPandoc(format, references, folder, log))
        const theirs = pandoc.get(format)
        const ratio = theirs
          ? `  pandoc ${theirs.s.toFixed(2)} s ${theirs.mb.toFixed(0)} MB: ${(theirs.s / ours.s).toFixed(1)}× the time, ${(theirs.mb / ours.mb).toFixed(1)}× the memory`
          : ''
        log(
          `  ${row.padEnd(15)} ${ours.s.toFixed(2)} s (render ${ours.stdout.trim()} ms)  ${ours.mb.toFixed(0)} MB  ${(statSync(file).size / 1e6).toFixed(1)} MB written${ratio}`
        )
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function byPandoc(format, references, folder, log) {
  const out = join(folder, 'pandoc.out')
  if (REFERENCES.has(format))
    return measure('pandoc', ['-f', 'csljson', '-t', PANDOC[format], references, '-o', out], log)
  // The quotes come as a plain document, so that both write as many words.
  const document = join(folder, 'quotes.md')
  const items = JSON.parse(readFileSync(references, 'utf8'))
  const quote = '> Attention is a scarce resource, and a desk by the window spends it well.\n\n'
  writeFileSync(
    document,
    `---\nnocite: '@*'\n---\n\n${items.map((i) => `## ${i.id}\n\n${quote.repeat(QUOTES_EACH)}`).join('')}`
  )
  return measure(
    'pandoc',
    [
      '-f',
      'markdown',
      '-t',
      PANDOC[format],
      '--citeproc',
      '--bibliography',
      references,
      document,
      '-s',
      '--metadata',
      'title=Bench',
      '-o',
      out
    ],
    log
  )
}

if (process.argv[1] && pathToFileURL(process.argv[1]).href === import.meta.url) {
  const args = process.argv.slice(2)
  if (args[0] === '--one') {
    const { renderOne } = await load(join(root, 'node_modules/.cache/carrel-bench/exports.cjs'))
    const { bytes, ms } = renderOne(args[1], Number(args[2]), args[4] || undefined)
    writeFileSync(args[3], bytes)
    process.stdout.write(String(Math.round(ms)))
  } else await run(args.length > 0 ? { sizes: args.map(Number) } : {})
}
