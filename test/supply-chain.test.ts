import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

type LockEntry = { version?: string; integrity?: string; resolved?: string; dev?: boolean; devOptional?: boolean; optional?: boolean; hasInstallScript?: boolean }
type Manifest = { dependencies: Record<string, string>; devDependencies: Record<string, string>; allowScripts: Record<string, boolean> }

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const manifest = readJson('package.json') as Manifest
const lock = (readJson('package-lock.json') as { packages: Record<string, LockEntry> }).packages
const entries = Object.entries(lock).filter(([path]) => path !== '')
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Lowest version that may be installed, and why. */
const FLOORS: readonly [name: string, floor: string, reason: string][] = [
  ['next', '16.2.5', 'CVE-2026-44574, CVE-2026-44575: requests that walk round its own checks'],
  ['nodemailer', '7.0.7', 'GHSA-mm7p-fcc7-pg87: a quoted address is mailed to somebody else'],
  ['oidc-provider', '9.11.4', 'the first version with the checks our grant handlers call'],
  ['react', '19.2.1', 'CVE-2025-55182: remote code execution through server component payloads'],
  ['undici', '7.30.0', 'the oldest line that still gets security releases'],
]

const isBelow = (version: string, floor: string): boolean => {
  const [have, need] = [version, floor].map((text) => text.split('-')[0]?.split('.').map(Number) ?? [])
  for (const [index, part] of (need ?? []).entries()) {
    if ((have?.[index] ?? 0) !== part) return (have?.[index] ?? 0) < part
  }
  return false
}

test('no package is below the version that mends a known weakness', () => {
  for (const [name, floor, reason] of FLOORS) {
    const found = entries.filter(([path]) => nameOf(path) === name)
    assert.ok(found.length > 0, `${name} is not installed: take it off the list`)
    for (const [path, { version = '0' }] of found) assert.ok(!isBelow(version, floor), `${path} ${version} is below ${floor}: ${reason}`)
  }
})

test('every package comes from the registry, pinned by its hash', () => {
  for (const [path, { integrity, resolved }] of entries) {
    assert.match(integrity ?? '', /^sha512-/, path)
    assert.equal(resolved, undefined, `${path} names where it was fetched from`)
  }
})

test('only named packages may run a script when they are installed', () => {
  const scripted = new Set(entries.filter(([, entry]) => entry.hasInstallScript).map(([path]) => nameOf(path)))
  for (const name of scripted) assert.ok(name in manifest.allowScripts, `${name} has an install script that allowScripts does not decide on`)
  const inProduction = entries.filter(([, entry]) => entry.hasInstallScript && !entry.dev && !entry.devOptional).map(([path]) => nameOf(path))
  assert.deepEqual(inProduction, ['node'], 'the runtime itself is the only one in production')
})

test('the production tree stays small', () => {
  const production = entries.filter(([, entry]) => !entry.dev && !entry.devOptional && !entry.optional)
  assert.ok(production.length <= 220, `${production.length} packages`)
  assert.ok(Object.keys(manifest.dependencies).length <= 30)
})

test('versions are exact', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name)
})
