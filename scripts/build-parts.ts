import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is built of which sources. `result` is there once it was built whole; `stamp` says of what. */
export type Part = { readonly sources: readonly string[]; readonly result: string; readonly stamp: string; readonly scripts: readonly (readonly string[])[] }

const PAGES: Part = {
  sources: ['app', 'src/contracts', 'public', 'next.config.js', 'postcss.config.js', 'package-lock.json', 'scripts/build-hosted-scripts.ts'],
  result: '.next/BUILD_ID',
  stamp: '.next/poolhouse-sources',
  scripts: [['scripts/build-hosted-scripts.ts'], ['node_modules/next/dist/bin/next', 'build']],
}

const SERVER: Part = {
  sources: ['src', 'package.json', 'package-lock.json', 'scripts/build-server.ts'],
  result: 'dist/server/poolhouse.js',
  stamp: 'dist/server/poolhouse-sources',
  scripts: [['scripts/build-server.ts']],
}

export const PARTS = [PAGES, SERVER] as const

/** The parts whose sources have changed since they were built. */
export const staleParts = (): Part[] => PARTS.filter((part) => !existsSync(part.result) || !existsSync(part.stamp) || readFileSync(part.stamp, 'utf8') !== fingerprintOf(part))

/** Notes what a part was built of. Take the fingerprint before building: what is changed meanwhile is then built again. */
export const stampPart = (part: Part, fingerprint: string): void => writeFileSync(part.stamp, fingerprint)

export function fingerprintOf({ sources }: Part): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesBelow)) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return path.endsWith('.test.ts') ? [] : [path]
  if (path === join('public', 'hosted')) return []
  return readdirSync(path).sort().flatMap((name) => filesBelow(join(path, name)))
}
