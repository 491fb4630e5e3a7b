import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OPERATIONS } from '#src/aws-api/operation-table.ts'
import { openAwsApi } from '#test/aws-api/open-aws-api.ts'

test('operations that do nothing yet', async (t) => {
  const { post } = await openAwsApi(t)
  for (const { name, notYet } of OPERATIONS.values()) {
    if (notYet === undefined) continue
    await t.test(`${name}: is refused, and says why`, async () => {
      const refused = await post(name, { UserPoolId: 'us-east-1_000000000' })
      assert.deepEqual([refused.status, refused.json], [400, { __type: 'OperationNotEnabledException', message: `${name} is not available on this server: ${notYet}` }])
      assert.match(notYet, /^[a-z].*\.$/)
    })
  }
})
