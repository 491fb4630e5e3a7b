import { execFileSync } from 'node:child_process'

/** Builds what `npm start` would build, once for all workers. */
// eslint-disable-next-line no-restricted-syntax -- Playwright takes a set-up's default export
export default function buildOnce(): void {
  execFileSync(process.execPath, ['scripts/build.ts', '--if-needed'], { stdio: 'inherit' })
}
