/** The contract suite over Electron's IPC: real main process, real preload, real page. */
import { mkdtempSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, test, type ElectronApplication, type Page } from '@playwright/test'
import { mustRun, programFor } from '../e2e/support/found'
import { ROOT } from '../e2e/support/hosts'
import { pageTransport } from '../e2e/support/page-transport'
import { cases } from './suite'

let app: ElectronApplication
let page: Page
const work = mkdtempSync(join(tmpdir(), 'carrel-contract-'))

test.beforeAll(async () => {
  const { path, reason } = programFor('electron')
  if (!path && mustRun) throw new Error(`No Electron here: ${reason}`)
  test.skip(!path, `no electron here: ${reason}`)
  await bundle()
  app = await _electron.launch({
    executablePath: path ?? '',
    args: [join(work, 'main.js')],
    env: { ...process.env, CARREL_TEST_ROOT: ROOT, CARREL_USER_DATA: join(work, 'user-data') },
    timeout: 120_000
  })
  page = await app.firstWindow({ timeout: 120_000 })
})
test.afterAll(async () => {
  await app?.close()
  rmSync(work, { recursive: true, force: true, maxRetries: 5 })
})

for (const { name, needsCut, run } of cases) {
  if (needsCut) continue // the page cannot outlive the main process: there is nobody left to be told
  test(name, () =>
    run(async () => {
      // A fresh page is a fresh connection, as after a reload in the product.
      await page.reload()
      return { transport: await pageTransport(page) }
    })
  )
}

/** Puts main.ts into one file that Electron can start, as the product's build does. */
async function bundle(): Promise<void> {
  const { build } = await import('vite')
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      outDir: work,
      target: 'node18',
      minify: false,
      lib: {
        entry: join(ROOT, 'tests/contract/electron/main.ts'),
        formats: ['cjs'],
        fileName: () => 'main.js'
      },
      rolldownOptions: {
        external: ['electron', ...builtinModules, ...builtinModules.map((m) => `node:${m}`)]
      }
    }
  })
}
