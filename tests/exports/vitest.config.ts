// npm run test:exports: exported files opened by the programs they are for.
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: resolve(__dirname, '../..'),
    include: ['tests/exports/**/*.test.ts'],
    testTimeout: 300_000,
    reporters: ['default']
  }
})
