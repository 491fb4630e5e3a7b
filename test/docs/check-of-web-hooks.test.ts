import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { signWebhook, webhookKey } from '#src/delivery/sign-webhook.ts'

type Check = (headers: Record<string, string>, body: string, secret: string) => boolean

const page = readFileSync(new URL('../../docs/how-to/triggers.md', import.meta.url), 'utf8')
const aSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

test('TR-06 the check that the guide prints takes what is ours, and neither what was altered, nor what is replayed later, nor what another signed', async () => {
  const code = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? assert.fail()
  const { isOurs } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { isOurs: Check }
  const [current, previous] = [aSecret(), aSecret()]
  const body = '{"userName":"ada"}'
  const headersAt = (secondsAgo: number, ...secrets: string[]) => {
    const timestamp = Math.floor(Date.now() / 1000) - secondsAgo
    return { 'webhook-id': 'call', 'webhook-timestamp': String(timestamp), 'webhook-signature': secrets.map((secret) => signWebhook(webhookKey(secret), 'call', timestamp, body)).join(' ') }
  }
  const ours = headersAt(0, current, previous)
  for (const secret of [current, previous]) assert.equal(isOurs(ours, body, secret), true)
  const strange: readonly [Record<string, string>, string, string][] = [
    [ours, body.replace('ada', 'eve'), current], [{ ...ours, 'webhook-id': 'other' }, body, current], [{ ...ours, 'webhook-timestamp': String(Number(ours['webhook-timestamp']) - 1) }, body, current],
    [ours, body, aSecret()], [headersAt(600, current), body, current], [headersAt(-600, current), body, current], [{}, body, current], [{ ...ours, 'webhook-signature': 'v1,x' }, body, current],
  ]
  for (const [headers, text, secret] of strange) assert.equal(isOurs(headers, text, secret), false, JSON.stringify([headers, text]))
})
