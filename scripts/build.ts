// Builds the pages: the hosted scripts, then Next. With --if-needed only when sources changed since the last build.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = ['app', 'src/contracts', 'public', 'next.config.js', 'postcss.config.js', 'package-lock.json', 'scripts/build-hosted-scripts.ts']
const STAMP = '.next/poolhouse-sources'

const filesBelow = (path: string): string[] => {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  if (path === join('public', 'hosted')) return []
  return readdirSync(path).sort().flatMap((name) => filesBelow(join(path, name)))
}

const fingerprint = (): string => {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap(filesBelow)) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

const now = fingerprint()
const upToDate = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === now && existsSync('.next/BUILD_ID')
if (process.argv.includes('--if-needed') && upToDate) process.exit(0)

const run = (script: string, ...args: string[]) => execFileSync(process.execPath, [script, ...args], { stdio: 'inherit', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } })
run('scripts/build-hosted-scripts.ts')
run('node_modules/next/dist/bin/next', 'build')
mkdirSync('.next', { recursive: true })
writeFileSync(STAMP, now)
