import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFromFar } from './is-inside.ts'

test('an instance of this machine is asked from this machine or its own networks, never straight from a public address', () => {
  const far = (remoteAddress: string | undefined) => isFromFar({ socket: { remoteAddress } })
  for (const address of ['8.8.8.8', '::ffff:8.8.8.8', '2606:4700::1111']) assert.equal(far(address), true, address)
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.7', '172.17.0.1', '::ffff:192.168.1.5', 'fd00::1', 'fe80::1', '', undefined]) assert.equal(far(address), false, address)
})
