// A library of N bare references: node tests/bench/lib/make-large-library.mjs FOLDER N
import { importSource } from './bundle.mjs'

const [, , dir, size] = process.argv
const { makeLibrary } = await importSource('tests/bench/lib/make-library.ts', 'make-library')
await makeLibrary(dir, Number(size))
