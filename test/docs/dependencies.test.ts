import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFileSync } from 'node:fs'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const packagesIn = (text: string): string[] => [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name)

test('every dependency has its reason in the documentation, on the right side of production', () => {
  const manifest = JSON.parse(read('package.json')) as Record<'dependencies' | 'devDependencies', Record<string, string>>
  const [production = '', development = ''] = read('docs/decisions/0007-dependencies.md').split('## For development')
  assert.deepEqual(packagesIn(production), Object.keys(manifest.dependencies).sort())
  assert.deepEqual(packagesIn(development), Object.keys(manifest.devDependencies).sort())
})
