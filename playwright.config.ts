// End-to-end tests: one set of specs, run in real Electron and in Chromium on the loopback host.
import { defineConfig } from '@playwright/test'
import type { HostOptions } from './tests/e2e/support/fixtures'

const shots = process.env['CARREL_SUITE'] === 'shots'

export default defineConfig<object, HostOptions>({
  testDir: 'tests',
  testMatch: ['e2e/**/*.spec.ts', 'contract/**/*.spec.ts'],
  ...(shots ? { grep: /@shots/ } : { grepInvert: /@shots/ }),
  globalSetup: './tests/e2e/support/global-setup.ts',
  outputDir: 'test-results',
  workers: 1, // two cores: a browser or Electron and the host already fill them
  timeout: 240_000, // on a busy machine a start alone took 40 s, and Electron may need a second try
  expect: { timeout: 15_000 },
  // A busy CI machine now and then starves a browser; what passes only at the second try is named as flaky at the end.
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['./scripts/reporters/playwright-totals.mjs']],
  projects: [
    { name: 'electron', use: { host: 'electron' }, testIgnore: ['**/*loopback*.spec.ts'] },
    // What only one host has is in files that carry its name.
    { name: 'loopback', use: { host: 'loopback' }, testIgnore: ['**/*electron*.spec.ts'] }
  ]
})
