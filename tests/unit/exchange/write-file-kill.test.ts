/** A program that is killed while it writes leaves the old file or the new one, whole. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import ts from 'typescript'

const SIZE = 8_000_000
const KILLS = 12
let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carrel-kill-'))
  const source = await readFile(join(__dirname, '../../../src/core/exchange/write-file.ts'), 'utf8')
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
  })
  await writeFile(join(dir, 'write-file.mjs'), outputText)
  await writeFile(
    join(dir, 'child.mjs'),
    `import { writeFileWhole } from './write-file.mjs'
for (let n = 0; ; n++) {
  await writeFileWhole(process.argv[2], Buffer.alloc(${SIZE}, n % 2 ? 'a' : 'b'))
  if (n === 1) process.stdout.write('writing')
}`
  )
})
afterAll(() => rm(dir, { recursive: true, force: true }))

it(`${KILLS} kills`, async () => {
  const file = join(dir, 'thesis.docx')
  for (let i = 0; i < KILLS; i++) {
    const child = spawn(process.execPath, [join(dir, 'child.mjs'), file], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    await once(child.stdout, 'data')
    await new Promise((resolve) => setTimeout(resolve, 7 * i))
    child.kill('SIGKILL')
    await once(child, 'exit')
    const bytes = await readFile(file)
    expect(bytes.length).toBe(SIZE)
    expect(bytes.equals(Buffer.alloc(SIZE, bytes[0]))).toBe(true)
  }
}, 60_000)
