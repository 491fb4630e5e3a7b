import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { readRecovered, setRecovered } from './recovered-cookie.ts'

const cookieSet = (secure: boolean): string => {
  const res = new ServerResponse(new IncomingMessage(new Socket()))
  setRecovered(res, { secure })
  return String(res.getHeader('set-cookie'))
}

test('the cookie is hidden from scripts, short-lived, and on https for https only', () => {
  assert.match(cookieSet(false), /^poolhouse-recovered=1; Max-Age=30; Path=\/; HttpOnly; SameSite=Lax$/)
  assert.match(cookieSet(true), /; Secure$/)
})

test('it is read by its whole name', () => {
  assert.equal(readRecovered({ headers: { cookie: 'a=b; poolhouse-recovered=1' } }), true)
  assert.equal(readRecovered({ headers: { cookie: 'xpoolhouse-recovered=1; poolhouse-recovered=10' } }), false)
  assert.equal(readRecovered({ headers: {} }), false)
})
