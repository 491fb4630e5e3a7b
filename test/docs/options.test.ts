import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFileSync } from 'node:fs'
import { appClientSettingsSchema } from '#src/domain/app-clients/app-client-settings.ts'
import { userPoolSettingsSchema } from '#src/domain/user-pools/user-pool-settings.ts'

const [, pool = '', client = ''] = readFileSync(new URL('../../docs/reference/options.md', import.meta.url), 'utf8').split(/^## /m)
const documented = (section: string): string[] =>
  [...section.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)).sort()

test('every option of pools and clients is documented, and none that does not exist', () => {
  assert.deepEqual(documented(pool), Object.keys(userPoolSettingsSchema.shape.Poolhouse.unwrap().shape).sort())
  assert.deepEqual(documented(client), Object.keys(appClientSettingsSchema.shape.Poolhouse.unwrap().shape).sort())
})
