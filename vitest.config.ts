// Unit, contract and crash tests over the sources. CARREL_SUITE=crash: the crash tests alone, at full length.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const crash = process.env['CARREL_SUITE'] === 'crash'
process.env['CARREL_STATES'] ??= crash ? '5000' : '400'
process.env['CARREL_KILLS'] ??= crash ? '500' : '60'
process.env['CARREL_BYTES'] ??= crash ? '1' : '401'

export default defineConfig({
  plugins: [react()],
  test: {
    include: crash
      ? ['tests/crash/**/*.test.ts']
      : ['tests/unit/**/*.test.{ts,tsx}', 'tests/contract/**/*.test.ts', 'tests/crash/**/*.test.ts'],
    environment: 'node', // interface tests name jsdom in their first line
    maxWorkers: 2,
    testTimeout: crash ? 900_000 : 30_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    reporters: ['default', './scripts/reporters/vitest-totals.mjs']
  }
})
