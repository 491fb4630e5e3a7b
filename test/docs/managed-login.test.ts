import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { DEFAULT_SETTINGS } from '#src/domain/branding/managed/default-settings.ts'
import { isJsonObject, jsonAt, type Json } from '#src/domain/branding/managed/json.ts'

const page = readFileSync(new URL('../../docs/reference/managed-login.md', import.meta.url), 'utf8')
const named = [...page.matchAll(/`((?:categories|componentClasses|components)\.[\w.]+)`/g)].map(([, path = '']) => path)

/** Every branch two members deep, three below `form`, `global` and `auth`. */
const branches = (json: Json | undefined, path: string[] = []): string[] =>
  path.length === 2 && path[0] !== 'categories' || path.length === 3 || !isJsonObject(json) ? [path.join('.')] : Object.entries(json).flatMap(([member, value]) => branches(value, [...path, member]))

test('the page on managed login names settings that there are', () => {
  assert.ok(named.length > 30)
  assert.deepEqual(named.filter((path) => jsonAt(DEFAULT_SETTINGS, path.split('.')) === undefined), [])
})

test('the page on managed login leaves no setting out', () => {
  const left = branches(DEFAULT_SETTINGS).filter((branch) => !named.some((path) => path === branch || path.startsWith(`${branch}.`) || branch.startsWith(`${path}.`)))
  assert.deepEqual(left, [])
})
