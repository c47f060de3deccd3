/** A thread steps back, the process does not. */
import { readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { stepBack } from '#core/workers/step-back'

it.skipIf(process.platform !== 'linux')('is of the thread alone', async () => {
  const before = getPriority()
  const source = readFileSync(join(__dirname, '../../../src/core/workers/step-back.ts'), 'utf8')
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 }
  })
  const worker = new Worker(
    `const exports = {}; (() => { ${outputText} })(); require('node:worker_threads').parentPort.postMessage(exports.stepBack())`,
    { eval: true }
  )
  const said = await new Promise((resolve) => worker.once('message', resolve))
  await worker.terminate()
  expect(said).toBe(Math.max(5, before))
  expect(getPriority()).toBe(before)
})

it('does nothing where threads have no priority of their own', () => {
  expect(stepBack('darwin')).toBeUndefined()
  expect(stepBack('win32')).toBeUndefined()
})
