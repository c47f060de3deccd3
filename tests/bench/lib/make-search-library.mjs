// A library of N articles of ../shared/bench/search: node tests/bench/lib/make-search-library.mjs FOLDER N
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { importSource, root } from './bundle.mjs'

export const searchBench = resolve(root, '../shared/bench/search')
export const hasSearchBench = () => existsSync(resolve(searchBench, 'make-corpus.mjs'))

export async function makeLibrary(dir, size) {
  const { makeSearchLibrary } = await importSource('tests/bench/lib/search-library.ts', 'search-library')
  const made = spawn(process.execPath, [resolve(searchBench, 'make-corpus.mjs'), String(size)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  async function* articles() {
    for await (const line of createInterface({ input: made.stdout })) if (line !== '') yield JSON.parse(line)
  }
  await makeSearchLibrary(dir, articles())
}

const [, self, dir, size] = process.argv
if (self === fileURLToPath(import.meta.url)) await makeLibrary(dir, Number(size))
