// Builds the pages (hosted scripts, then Next) and the server. With --if-needed only what has changed since it was built.
import { execFileSync } from 'node:child_process'
import { fingerprintOf, PARTS, staleParts, stampPart } from './build-parts.ts'

const run = (script: readonly string[]) => execFileSync(process.execPath, script, { stdio: 'inherit', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } })

for (const part of process.argv.includes('--if-needed') ? staleParts() : PARTS) {
  const fingerprint = fingerprintOf(part)
  part.scripts.forEach(run)
  stampPart(part, fingerprint)
}
