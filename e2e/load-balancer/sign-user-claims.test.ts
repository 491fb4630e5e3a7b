import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { LoadBalancerContext } from './load-balancer-context.ts'
import { LOAD_BALANCER_DEFAULTS } from './settings.ts'
import { signUserClaims } from './sign-user-claims.ts'
import { verifyUserClaims } from './verify-user-claims.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const arn = 'arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/test/1'
const issuer = 'https://idp.example.com/pool'
const context: LoadBalancerContext = {
  settings: {
    ...LOAD_BALANCER_DEFAULTS, clock: () => 1000, issuer, clientId: 'client', clientSecret: 'secret', target: 'http://localhost:1',
    authorizationEndpoint: `${issuer}/a`, tokenEndpoint: `${issuer}/t`, userInfoEndpoint: `${issuer}/u`,
  },
  origin: 'http://localhost:2', sealingKey: randomBytes(32), signingKey: { kid: 'kid', privateKey }, arn,
}
const trusted = { arn, issuer, clientId: 'client', now: 1000, fetchKey: () => Promise.resolve(publicKey.export({ type: 'spki', format: 'pem' }).toString()) }

test('claims are signed as AWS signs them, padding included, and verify', async () => {
  // Of three neighbouring lengths two need padding.
  const tokens = ['a', 'ab', 'abc'].map((sub) => signUserClaims(context, { sub, email: 'ada@example.com' }))
  assert.ok(tokens.some((token) => token.split('.')[1]?.endsWith('=')))
  for (const token of tokens) assert.equal((await verifyUserClaims(token, trusted))?.['email'], 'ada@example.com')
})

test('claims signed by another, for another, or too long ago are not believed', async () => {
  const token = signUserClaims(context, { sub: 'user' })
  const [header, , signature] = token.split('.')
  const forged = `${header}.${Buffer.from('{"sub":"admin"}').toString('base64url')}.${signature}`
  assert.equal(await verifyUserClaims(forged, trusted), undefined)
  for (const other of [{ arn: `${arn}0` }, { issuer: `${issuer}2` }, { clientId: 'other' }, { now: 2000 }]) {
    assert.equal(await verifyUserClaims(token, { ...trusted, ...other }), undefined)
  }
  assert.equal(await verifyUserClaims('opaque', trusted), undefined)
})
