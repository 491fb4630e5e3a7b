import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

/** Ends the output with a plain "N passed, N failed" line. */
// eslint-disable-next-line no-restricted-syntax -- Playwright takes a reporter's default export
export default class ClosingLine implements Reporter {
  #passed = 0
  #failed = 0

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === 'passed') this.#passed += 1
    else if (test.outcome() !== 'skipped') this.#failed += 1
  }

  onEnd(): void {
    console.log(`${this.#passed} passed, ${this.#failed} failed`)
  }

  printsToStdio(): boolean {
    return true
  }
}
