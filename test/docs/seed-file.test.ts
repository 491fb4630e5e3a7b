import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createTestRuntime } from '#test/create-test-runtime.ts'

test('the seed file of the documentation makes what it declares', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'poolhouse-docs-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const page = await readFile('docs/how-to/seed-file.md', 'utf8')
  const yaml = /```yaml\n([\s\S]*?)```/.exec(page)?.[1]
  assert.ok(yaml)
  const file = join(folder, 'pools.yaml')
  await writeFile(file, yaml)
  const { domain } = await createTestRuntime(t, { variables: { SEED: file } })
  const pool = await domain.userPools.findPool('us-east-1_example01')
  assert.equal(pool?.settings.Policies.PasswordPolicy.MinimumLength, 12)
  const client = await domain.appClients.findClient('exampleweb')
  assert.deepEqual(client?.settings.CallbackURLs, ['http://localhost:8080/callback'])
  const user = await domain.users.findUserByName('us-east-1_example01', 'grace@example.com')
  assert.equal(user?.status, 'CONFIRMED')
  assert.deepEqual((await domain.groups.groupsOfUser(user.id)).map(({ name }) => name), ['admins'])
})
