// npm start: builds the pages when needed, then serves.
import { execFileSync } from 'node:child_process'

execFileSync(process.execPath, ['scripts/build.ts', '--if-needed'], { stdio: 'inherit' })
process.env['NODE_ENV'] ??= 'production'
await import('../src/server/main.ts')
