import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OPERATIONS } from '#src/aws-api/operation-table.ts'
import { openAwsApi } from '#test/aws-api/open-aws-api.ts'
import { modelledErrors } from '#test/aws-api/request-shapes.ts'

test('operations that do nothing yet', async (t) => {
  const { post } = await openAwsApi(t)
  for (const { name, notYet } of OPERATIONS.values()) {
    if (notYet === undefined) continue
    await t.test(`${name}: is refused, and says why`, async () => {
      const refused = await post(name, { UserPoolId: 'us-east-1_000000000' })
      assert.deepEqual([refused.status, refused.json.message], [400, `${name} is not available on this server: ${notYet}`])
      assert.ok(modelledErrors(name).has(String(refused.json.__type)), String(refused.json.__type))
      assert.match(notYet, /^[a-z].*\.$/)
    })
  }
})
