/** Files made by real programs, once, into a folder; what a person should see of each. A missing program is named. */
import { spawn, execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { has } from '../../exports/programs'
import { COLUMN_PARAGRAPHS, THREE_HUNDRED_PAGES, typeset } from '../../fixtures/real-files/latex'
import { flatDocument, LOCKED_PDF, officeConvert } from '../../fixtures/real-files/office'
import { png } from '../../fixtures/real-files/png'
import { programFor } from './found'

export interface RealFile {
  /** What is given: the file, and the folder beside it if there is one. */
  paths: string[]
  title: string
  /** Stands in the text; none of a file that has no text. */
  sentence?: string
  /** Pictures that must be seen in the text. */
  figures: number
  /** What the receipt says. */
  receipt: RegExp
  /** Shown as pages at first. */
  pages?: number
}
export interface RealFiles {
  files: RealFile[]
  /** What could not be made, and why. */
  absent: string[]
}

const LAMP = png(120, 90, [200, 60, 30])

const sentenceOf = (title: string): string =>
  `The page called ${title} was saved with its luggage, and the luggage came along.`

/** A page as it lies on a server: pictures of several kinds, styles, a script, a footnote. */
const pageOf = (title: string): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title><link rel="stylesheet" href="../style.css"><script src="../run.js"></script></head>
<body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>
<p>${sentenceOf(title)}<sup><a href="#fn1" id="ref1">1</a></sup> It says a little more, so that it is an article and not a label.</p>
<figure><img src="../images/lamp.png?size=large&amp;v=2" alt="A lamp"><figcaption>Figure 1. The lamp on the first desk.</figcaption></figure>
<p>Between two figures there is a paragraph, as there should be, about the second lamp and its shade, and about who moved it last.</p>
<figure><img src="../images/shade (small).png" srcset="../images/shade%20(small).png 1x, ../images/shade-large.png 2x" alt="A shade"><figcaption>Figure 2. Its shade.</figcaption></figure>
<p>After the figures the text goes on for another paragraph, so that nothing is taken for boilerplate by accident.</p>
<ol><li id="fn1">The luggage was heavy. <a href="#ref1">↩</a></li></ol></article></body></html>`

const html = (title: string): { type: string; body: string } => ({
  type: 'text/html; charset=utf-8',
  body: pageOf(title)
})
const [WHOLE, ONE_FILE, PRINTED] = ['Lamps saved whole', 'Lamps in one file', 'Lamps on paper'] as const
const SITE: Readonly<Record<string, { type: string; body: string | Buffer }>> = {
  '/reading/whole.html': html(WHOLE),
  '/reading/one-file.html': html(ONE_FILE),
  '/reading/printed.html': html(PRINTED),
  '/style.css': { type: 'text/css', body: 'body{background:url(images/lamp.png);max-width:40em}' },
  '/run.js': { type: 'text/javascript', body: 'globalThis.__carrel_canary=1' },
  '/images/lamp.png': { type: 'image/png', body: LAMP },
  '/images/shade (small).png': { type: 'image/png', body: png(80, 60, [40, 40, 160]) },
  '/images/shade-large.png': { type: 'image/png', body: png(160, 120, [40, 40, 160]) }
}

async function serveSite(): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const found = SITE[decodeURI((request.url ?? '').replace(/\?.*/, ''))]
    response.writeHead(found ? 200 : 404, { 'content-type': found?.type ?? 'text/plain' })
    response.end(found?.body ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const SAVE = `const { app, BrowserWindow } = require('electron')
const { join } = require('node:path')
const [address, folder, name] = process.argv.slice(-3)
app.setPath('userData', join(folder, 'browser'))
app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false })
  await window.loadURL(address)
  await window.webContents.savePage(join(folder, name + '.html'), 'HTMLComplete')
  app.exit(0)
}).catch((error) => { console.error(error); app.exit(1) })
`

/** “Save as → web page, complete”: Chromium's own, reached through Electron, for no other door opens without a dialog. */
async function saveComplete(dir: string, address: string, name: string): Promise<void> {
  writeFileSync(join(dir, 'save.js'), SAVE)
  const child = spawn(
    programFor('electron').path ?? '',
    ['--no-sandbox', join(dir, 'save.js'), address, dir, name],
    { stdio: 'ignore' }
  )
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`The page could not be saved: Electron ended with ${String(code)}.`)
}

/** One page as MHTML, one printed. */
async function byChromium(dir: string, origin: string): Promise<void> {
  const program = programFor('loopback')
  const browser = await chromium.launch({
    executablePath: program.path ?? '',
    env: { ...(process.env as Record<string, string>), ...program.env }
  })
  const tab = await browser.newPage()
  await tab.goto(`${origin}/reading/one-file.html`)
  const session = await tab.context().newCDPSession(tab)
  const { data } = await session.send('Page.captureSnapshot', { format: 'mhtml' })
  writeFileSync(join(dir, 'one-file.mhtml'), data)
  await tab.goto(`${origin}/reading/printed.html`)
  await tab.pdf({ path: join(dir, 'printed.pdf'), format: 'A5', tagged: true })
  await browser.close()
}

/** Makes all that the programs of this computer can make. */
export async function makeRealFiles(dir: string): Promise<RealFiles> {
  mkdirSync(dir, { recursive: true })
  const files: RealFile[] = []
  const absent: string[] = []
  const at = (name: string): string => join(dir, name)
  const { server, origin } = await serveSite()

  if (programFor('electron').path === undefined) absent.push('a page saved whole (no Electron here)')
  else {
    await saveComplete(dir, `${origin}/reading/whole.html`, 'Lamps - whole')
    files.push({
      paths: [at('Lamps - whole.html'), at('Lamps - whole_files')],
      title: WHOLE,
      sentence: sentenceOf(WHOLE),
      figures: 2,
      receipt: /2 images kept/
    })
  }
  if (programFor('loopback').path === undefined) absent.push('MHTML and a printed page (no Chromium here)')
  else {
    await byChromium(dir, origin)
    files.push(
      {
        paths: [at('one-file.mhtml')],
        title: ONE_FILE,
        sentence: sentenceOf(ONE_FILE),
        figures: 2,
        receipt: /2 images kept/
      },
      {
        paths: [at('printed.pdf')],
        title: PRINTED,
        sentence: sentenceOf(PRINTED),
        figures: 0,
        receipt: /words kept/,
        pages: 1
      }
    )
  }
  server.close()
  server.closeAllConnections()

  if (has('soffice')) byOffice(dir, files)
  else absent.push('ODT, Word, EPUB and a locked PDF (no LibreOffice here)')
  if (has('pdflatex', '-version')) byLatex(dir, files)
  else absent.push('two columns, 300 pages and a scan (no LaTeX here)')
  if (has('pandoc')) heavyBook(dir, files)
  else absent.push('a book of 60 MB (no pandoc here)')
  return { files, absent }
}

function byOffice(dir: string, files: RealFile[]): void {
  const sentence = 'The office wrote this sentence down and gave it a number.'
  const kinds = [
    ['odt', 'odt:writer8', 'A document of the office'],
    ['docx', 'docx:MS Word 2007 XML', 'A letter of the office'],
    ['epub', 'epub', 'A book of the office'],
    ['pdf', LOCKED_PDF, 'A secret of the office']
  ] as const
  for (const [ending, filter, title] of kinds) {
    const name = `office-${ending}`
    writeFileSync(join(dir, `${name}.fodt`), flatDocument(title, sentence, LAMP))
    officeConvert(dir, `${name}.fodt`, filter)
    const paths = [join(dir, `${name}.${ending}`)]
    if (ending === 'pdf')
      files.push({ paths, title: 'office-pdf', figures: 0, receipt: /needs a password to open/ })
    else files.push({ paths, title, sentence, figures: 1, receipt: /1 image kept/ })
  }
}

function byLatex(dir: string, files: RealFile[]): void {
  typeset(dir, 'columns', `\\maketitle ${COLUMN_PARAGRAPHS.join('\n\n')}`, 'twocolumn')
  typeset(dir, 'long', THREE_HUNDRED_PAGES)
  writeFileSync(join(dir, 'sheet.png'), png(300, 420, [240, 236, 224]))
  typeset(
    dir,
    'scan',
    Array.from(
      { length: 3 },
      () => '\\noindent\\includegraphics[width=\\textwidth]{sheet.png}\\newpage'
    ).join('\n'),
    '',
    '\\usepackage{graphicx}\\pagestyle{empty}'
  )
  files.push(
    {
      paths: [join(dir, 'columns.pdf')],
      title: 'On the Order of Columns',
      sentence: 'Elms in room 1 stand where they belong',
      figures: 0,
      receipt: /words kept/,
      pages: 3
    },
    {
      paths: [join(dir, 'long.pdf')],
      title: 'long',
      sentence: 'Page 300 is here.',
      figures: 0,
      receipt: /words kept/,
      pages: 300
    },
    { paths: [join(dir, 'scan.pdf')], title: 'scan', figures: 0, receipt: /no text/, pages: 3 }
  )
}

/** Sixty megabytes, nearly all of them pictures. */
function heavyBook(dir: string, files: RealFile[]): void {
  const plates = Array.from({ length: 20 }, (_, i) => i + 1)
  for (const n of plates) writeFileSync(join(dir, `plate-${n}.png`), png(1000, 1000, 'noise'))
  const chapters = plates.map(
    (n) => `# Chapter ${n}\n\nChapter ${n} weighs three megabytes.\n\n![Plate ${n}](plate-${n}.png)\n`
  )
  writeFileSync(
    join(dir, 'heavy.md'),
    `---\ntitle: The Heavy Book\nauthor: Nora Feld\nlang: en\n---\n\n${chapters.join('\n')}`
  )
  execFileSync('pandoc', ['heavy.md', '-o', 'heavy.tmp.epub'], { cwd: dir, timeout: 120_000 })
  renameSync(join(dir, 'heavy.tmp.epub'), join(dir, 'heavy.epub'))
  files.push({
    paths: [join(dir, 'heavy.epub')],
    title: 'The Heavy Book',
    sentence: 'Chapter 20 weighs three megabytes.',
    figures: 20,
    receipt: /20 images kept/
  })
}
