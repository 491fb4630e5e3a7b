import { execFileSync } from 'node:child_process'

/** Builds what `npm start` would build, once for all workers. */
export default function buildOnce(): void {
  execFileSync(process.execPath, ['scripts/build.ts', '--if-needed'], { stdio: 'inherit' })
}
