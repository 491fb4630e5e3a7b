import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf } from './network-of.ts'

test('CR-27 every form of an address is one network, an IPv6 customer is one network, and neighbours are others', () => {
  for (const same of ['203.0.113.7', '::ffff:203.0.113.7', '::FFFF:cb00:7107', '0:0:0:0:0:ffff:203.0.113.7']) assert.equal(networkOf(same), '203.0.113.7', same)
  for (const same of ['2001:db8:1:2::1', '2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:DB8:1:2:3:4:5:6']) assert.equal(networkOf(same), '2001:db8:1:2::/64', same)
  assert.notEqual(networkOf('203.0.113.8'), networkOf('203.0.113.7'))
  assert.notEqual(networkOf('2001:db8:1:3::1'), networkOf('2001:db8:1:2::1'))
  for (const none of ['', 'unknown', 'localhost', '203.0.113.7, 10.0.0.1', '203.0.113.256']) assert.equal(networkOf(none), null, none)
})
