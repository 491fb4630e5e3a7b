import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFileSync } from 'node:fs'
import { loadConfig } from '#src/config/config.ts'
import { environmentSchema } from '#src/config/env.ts'
import { DEMO, demoPoolId } from '#src/server/seed/demo.ts'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

test('the documentation has every variable, and none that nobody reads', () => {
  const documented = [...read('docs/reference/configuration.md').matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name = '']) => name))
  // Set by tools, not by operators.
  const known = Object.keys(environmentSchema.shape).filter((name) => name !== 'NODE_ENV')
  assert.deepEqual(documented.toSorted(), known.toSorted())
})

test('the production command of the README starts with nothing to complain about', () => {
  const [, block = ''] = /## Running it for real\s+```sh\n([\s\S]*?)```/.exec(read('README.md')) ?? []
  const variables = Object.fromEntries([...block.matchAll(/([A-Z_]+)=('[^']*'|\$\([^)]*\)|\S+)/g)].map(([, name = '', value = '']) => [name, value.replaceAll("'", '').replaceAll('…', 'db.example.com')]))
  const config = loadConfig({ ...variables, MASTER_KEY: Buffer.alloc(32, 1).toString('base64') })
  assert.equal(config.mode, 'production')
  assert.deepEqual(config.mail?.from, { name: 'Example', address: 'no-reply@example.com' })
})

test('the README names the demo as it is', () => {
  const readme = read('README.md')
  for (const name of [demoPoolId('us-east-1'), DEMO.webClientId, DEMO.webClientSecret, `${DEMO.user.username}  password: ${DEMO.user.password}`]) {
    assert.ok(readme.includes(name), name)
  }
})
