// npm run test:exports: opens exported files in pandoc and LibreOffice where they are installed, and counts.
import { spawnSync } from 'node:child_process'
import { ensureInstalled, main, say, tool } from './lib/project.mjs'

await main(async () => {
  await ensureInstalled()
  for (const [program, what] of [
    ['pandoc', 'DOCX, HTML, Markdown, BibTeX, BibLaTeX and CSL-JSON are not read back'],
    ['soffice', 'the DOCX is not opened']
  ])
    if (spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0)
      say(`skipped: ${program} is not installed, so ${what}.`)
  return tool('vitest/vitest.mjs', [
    'run',
    '--config',
    'tests/exports/vitest.config.ts',
    ...process.argv.slice(2)
  ])
})
