import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { readSeedFile } from './read-seed-file.ts'

const written = (t: TestContext, content: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'poolhouse-seed-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'seed.yaml')
  writeFileSync(path, content)
  return path
}

test('a file is read as written: defaults are not declarations', async (t) => {
  const seed = await readSeedFile(written(t, `
UserPools:
  - Id: us-east-1_Example01
    PoolName: Example
    Policies: { PasswordPolicy: { MinimumLength: 12 } }
    Clients:
      - { ClientId: web, ClientName: Web application }
`))
  assert.deepEqual(seed, {
    UserPools: [{
      Id: 'us-east-1_Example01', PoolName: 'Example', Policies: { PasswordPolicy: { MinimumLength: 12 } }, Clients: [{ ClientId: 'web', ClientName: 'Web application' }],
    }],
  })
})

test('an empty file declares nothing', async (t) => assert.deepEqual(await readSeedFile(written(t, '')), { UserPools: [] }))

for (const [name, content, wanted] of [
  ['a missing id', 'UserPools: [{ PoolName: Example }]', /'userPools\.1\.member\.id'.*must not be null/],
  ['a misspelt member', 'UserPools: [{ Id: us-east-1_a, PoolName: Example, AutoVerifyedAttributes: [email] }]', /'userPools\.1\.member\.autoVerifyedAttributes'/],
  ['a wrong value', 'UserPools: [{ Id: us-east-1_a, PoolName: Example, MfaConfiguration: MAYBE }]', /mfaConfiguration.*\[OFF, ON, OPTIONAL\]/],
  ['text that is no YAML', 'UserPools: [', /cannot be read/],
] as const) {
  test(`${name} is refused, by name of the file`, async (t) => {
    const path = written(t, content)
    await assert.rejects(readSeedFile(path), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'ConfigurationInvalid')
      assert.ok(error.message.includes(path))
      assert.match(error.message, wanted)
      return true
    })
  })
}
