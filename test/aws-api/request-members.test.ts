import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OPERATIONS } from '#src/aws-api/operation-table.ts'
import { misreadMembers, sampleMembers } from './hostile-cases.ts'
import { openTarget } from './hostile-target.ts'
import type { RawAnswer } from './open-aws-api.ts'
import { requestMembers } from './request-shapes.ts'

/** Whether the refusal is about this member: it could not be read, breaks a rule of its own, or stands under a key that its map does not take. */
function isAbout({ json }: RawAnswer, member: string): boolean {
  if (json.__type === 'SerializationException') return true
  const message = String(json.message)
  return json.__type === 'InvalidParameterException' && (message.includes(`${member.charAt(0).toLowerCase()}${member.slice(1)}`) || message.includes(".a' failed"))
}

const AT_ONCE = 8

test('every member of every request in the model of the AWS SDK is read', async (t) => {
  const { api, known } = await openTarget(t)
  const requests = [...OPERATIONS.values()].filter(({ notYet }) => notYet === undefined).flatMap(({ name }) => {
    const members = requestMembers(name)
    return misreadMembers(members, sampleMembers(members, known)).map((misread) => ({ name, ...misread }))
  })
  assert.ok(requests.length > 500)
  const unread: string[] = []
  const waiting = requests.values()
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const { name, member, body } of waiting) {
      const answer = await api.post(name, body)
      if (!isAbout(answer, member)) unread.push(`${name}: ${member} → ${answer.status} ${answer.text.slice(0, 160)}`)
    }
  }))
  assert.deepEqual(unread, [])
})
