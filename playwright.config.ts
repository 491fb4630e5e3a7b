import { defineConfig } from '@playwright/test'
import { findBrowser } from './e2e/support/find-browser.ts'

const { executablePath, args } = await findBrowser()

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/support/global-setup.ts',
  outputDir: 'test-results',
  // Written on one machine, compared on all: nothing in them may depend on the system.
  snapshotPathTemplate: '{testDir}/looks/{arg}{ext}',
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  // As long as a busy machine may take: what works waits for no part of it.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['./e2e/support/closing-line.ts']],
  use: {
    launchOptions: { executablePath, args },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
})
