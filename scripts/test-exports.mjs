// npm run test:exports: opens exported files in the programs they are for, where installed, and counts.
import { spawnSync } from 'node:child_process'
import { ensureInstalled, main, say, tool } from './lib/project.mjs'

await main(async () => {
  await ensureInstalled()
  for (const [program, what, flag = '--version'] of [
    ['pandoc', 'DOCX, ODT, EPUB, HTML, Markdown, BibTeX, BibLaTeX and CSL-JSON are not read back'],
    ['soffice', 'DOCX, ODT and RTF are not opened'],
    ['java', 'the EPUB is not checked by epubcheck', '-version'],
    ['xmllint', 'the XML parts are not checked'],
    ['pdflatex', 'the .bib files are not cited'],
    ['biber', 'the .bib files are not cited']
  ])
    if (spawnSync(program, [flag], { stdio: 'ignore' }).status !== 0)
      say(`skipped: ${program} is not installed, so ${what}.`)
  return tool('vitest/vitest.mjs', [
    'run',
    '--config',
    'tests/exports/vitest.config.ts',
    ...process.argv.slice(2)
  ])
})
