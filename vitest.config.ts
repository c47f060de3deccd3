// Unit and contract tests over the sources. CARREL_SUITE=crash: the kill and full-disk harness instead.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const crash = process.env['CARREL_SUITE'] === 'crash'

export default defineConfig({
  plugins: [react()],
  test: {
    include: crash
      ? ['tests/crash/**/*.test.ts']
      : ['tests/unit/**/*.test.{ts,tsx}', 'tests/contract/**/*.test.ts'],
    environment: 'node', // interface tests name jsdom in their first line
    maxWorkers: 2,
    testTimeout: crash ? 900_000 : 30_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    reporters: ['default', './scripts/reporters/vitest-totals.mjs']
  }
})
