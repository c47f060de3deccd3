/** Sources as one file that plain Node can run, for tests that need a process of their own to kill. */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'vite'

const ROOT = resolve(import.meta.dirname, '../../..')

/** Bundles `entry` (a path from the project's root); answers with the path of a CommonJS file. */
export async function bundle(entry: string, name: string): Promise<string> {
  // Inside the project, so that Node finds its way; one folder per test process.
  const outDir = join(ROOT, 'node_modules/.cache/carrel-tests', String(process.pid))
  await mkdir(outDir, { recursive: true })
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(ROOT, entry),
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'node18',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false } }
    }
  })
  return join(outDir, `${name}.cjs`)
}
