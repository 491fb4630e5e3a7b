import { test as base, type Page, type TestInfo } from '@playwright/test'
import { startTestInstallation, type TestInstallation } from './test-installation.ts'

/** Somebody at a browser. `script` says whether JavaScript is on. */
export type Visitor = { readonly page: Page; readonly url: string; readonly receiver: string; readonly script: boolean }

/** Tests of one worker share an installation; each makes users of its own. */
export const test = base.extend<{ visitor: Visitor }, { installation: TestInstallation }>({
  installation: [async ({}, use) => {
    const installation = await startTestInstallation()
    await use(installation)
    await installation.dispose()
  }, { scope: 'worker', timeout: 600_000 }],
  visitor: async ({ page, installation, javaScriptEnabled }, use, testInfo) => {
    await use({ page, url: installation.url, receiver: installation.receiver.origin, script: javaScriptEnabled })
    await attachLog(installation, testInfo)
  },
})

/** Leaves what the server printed with a test that failed. */
export const attachLog = async ({ poolhouse }: TestInstallation, testInfo: TestInfo): Promise<void> => {
  if (testInfo.status !== testInfo.expectedStatus) await testInfo.attach('server.log', { body: poolhouse.output.slice(-50_000), contentType: 'text/plain' })
}

/** Runs the same cases with JavaScript and without. */
export const withAndWithoutScript = (cases: () => void): void => {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
      test.use({ javaScriptEnabled })
      cases()
    })
  }
}

/** An address nobody else uses. */
export const newAddress = (name = 'ada'): string => `${name}-${crypto.randomUUID().slice(0, 8)}@example.com`

let numbers = 0

/** A number nobody else uses at the worker's installation. */
export const newNumber = (): string => `+1206555${String(numbers++).padStart(4, '0')}`

export { expect } from '@playwright/test'
