// Sources as one file that plain Node can import, for benchmarks over the product's own code.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

export const root = fileURLToPath(new URL('../../..', import.meta.url))
const outDir = join(root, 'node_modules/.cache/carrel-bench')

/** Bundles `entry` (a path from the project's root) and answers with the file's path. `cjs`: as the hosts run it. */
export async function bundleSource(entry, name, format = 'es') {
  const file = `${name}.${format === 'cjs' ? 'cjs' : 'mjs'}`
  mkdirSync(outDir, { recursive: true })
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(root, entry),
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'node18',
      rolldownOptions: { output: { format, entryFileNames: file, codeSplitting: false } }
    }
  })
  return join(outDir, file)
}

/** The same, and imports it. */
export async function importSource(entry, name) {
  return import(pathToFileURL(await bundleSource(entry, name)).href)
}
