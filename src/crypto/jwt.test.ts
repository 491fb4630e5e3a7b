import assert from 'node:assert/strict'
import { createHmac, sign } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { jwtVerify } from 'jose'
import { signJwt, signJwtSync, verifyJwt } from './jwt.ts'
import type { VerifyKey } from './jwt.ts'
import { generateSigningKey, loadSigningKey } from './signing-key.ts'
import type { SigningKey } from './signing-key.ts'

const issuer = 'https://id.example.com/us-east-1_abc'
const now = 1_700_000_000
const claims = { iss: issuer, sub: 'ada', iat: now, exp: now + 3600, name: 'Ådå 𝔘' }
const base64url = (value: string | Buffer) => Buffer.from(value).toString('base64url')
const json = (value: unknown) => base64url(JSON.stringify(value))

let key: SigningKey
let stranger: SigningKey
let keys: Map<string, VerifyKey>
const check = (token: string, more: object = {}) => verifyJwt(token, keys, { issuer, now, ...more }).kind

/** A token with any header and payload text, properly signed by our key. */
function signed(header: string, payload: string, by = key): string {
  const input = `${header}.${payload}`
  return `${input}.${sign('sha256', Buffer.from(input), by.privateKey).toString('base64url')}`
}

before(async () => {
  const [one, other] = await Promise.all([generateSigningKey(), generateSigningKey()])
  key = loadSigningKey(one)
  stranger = loadSigningKey(other)
  keys = new Map([[key.kid, key]])
})

describe('signing', () => {
  it('makes tokens that it and jose accept', async () => {
    const token = await signJwt(claims, key)
    assert.deepEqual(verifyJwt(token, keys, { issuer, now }), { kind: 'valid', header: { kid: key.kid, alg: 'RS256' }, payload: claims })
    const read = await jwtVerify(token, key.publicKey, { issuer, currentDate: new Date(now * 1000), algorithms: ['RS256'] })
    assert.deepEqual(read.payload, claims)
    assert.deepEqual(read.protectedHeader, { kid: key.kid, alg: 'RS256' })
  })

  it('makes the same token on either thread', async () => {
    assert.equal(signJwtSync(claims, key), await signJwt(claims, key))
    assert.equal(signJwtSync(claims, key, { typ: 'at+jwt' }), await signJwt(claims, key, { typ: 'at+jwt' }))
  })

  it('leaves the event loop free', async () => {
    let turns = 0
    const turn = () => { turns++; immediate = setImmediate(turn) }
    let immediate = setImmediate(turn)
    await Promise.all(Array.from({ length: 20 }, () => signJwt(claims, key)))
    clearImmediate(immediate)
    assert.ok(turns > 0)
  })
})

describe('verifying time, issuer and type', () => {
  it('says when a genuine token has expired', async () => {
    const token = await signJwt(claims, key)
    assert.equal(check(token, { now: claims.exp - 1 }), 'valid')
    assert.deepEqual(verifyJwt(token, keys, { issuer, now: claims.exp }), { kind: 'expired', payload: claims })
    assert.equal(check(token, { now: claims.exp + 4, clockToleranceSeconds: 5 }), 'valid')
    assert.equal(check(token, { now: claims.exp + 5, clockToleranceSeconds: 5 }), 'expired')
  })

  it('refuses a token before its nbf, without exp, or with times that are no numbers', () => {
    assert.equal(check(signJwtSync({ ...claims, nbf: now + 1 }, key)), 'invalid')
    assert.equal(check(signJwtSync({ ...claims, nbf: now + 1 }, key), { clockToleranceSeconds: 1 }), 'valid')
    for (const exp of [undefined, null, `${claims.exp}`]) assert.equal(check(signJwtSync({ ...claims, exp }, key)), 'invalid')
    assert.equal(check(signJwtSync({ ...claims, nbf: '0' }, key)), 'invalid')
  })

  it('refuses another issuer, expired or not', () => {
    assert.equal(check(signJwtSync({ ...claims, iss: 'https://id.example.com/us-east-1_abd' }, key)), 'invalid')
    assert.equal(check(signJwtSync({ ...claims, iss: [issuer] }, key)), 'invalid')
    assert.equal(check(signJwtSync({ ...claims, iss: 'https://other.example.com', exp: 1 }, key)), 'invalid')
  })

  it('asks for the type it is told to ask for', () => {
    const typed = signJwtSync(claims, key, { typ: 'at+jwt' })
    assert.equal(check(typed, { typ: 'at+jwt' }), 'valid')
    assert.equal(check(typed), 'valid')
    assert.equal(check(typed, { typ: 'logout+jwt' }), 'invalid')
    assert.equal(check(signJwtSync(claims, key), { typ: 'at+jwt' }), 'invalid')
  })

  it('looks keys up in a map or by a function', () => {
    const token = signJwtSync(claims, key)
    assert.equal(verifyJwt(token, (kid) => keys.get(kid), { issuer, now }).kind, 'valid')
    assert.equal(verifyJwt(token, () => undefined, { issuer, now }).kind, 'invalid')
  })
})

describe('forged tokens are refused', () => {
  const headers = (alg: unknown) => json({ kid: key.kid, alg })

  it('without a signature, however "none" is spelt', () => {
    for (const alg of ['none', 'nOnE', 'None', 'NONE', '', null, ['RS256'], 'rs256', 'RS256 ']) {
      const body = `${headers(alg)}.${json(claims)}`
      for (const token of [body, `${body}.`, `${body}.AA`]) assert.equal(check(token), 'invalid', token)
      assert.equal(check(signed(headers(alg), json(claims))), 'invalid')
    }
  })

  it('by HMAC with the public key as the secret', () => {
    const body = `${headers('HS256')}.${json(claims)}`
    const pem = key.publicKey.export({ type: 'spki', format: 'pem' })
    const secrets = [pem, pem.toString().trim(), key.publicKey.export({ type: 'spki', format: 'der' }), JSON.stringify(key.publicJwk), key.publicJwk.n]
    for (const secret of secrets) assert.equal(check(`${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`), 'invalid')
  })

  it('by a key we do not have, under its own kid or ours', () => {
    assert.equal(check(signJwtSync(claims, stranger)), 'invalid')
    assert.equal(check(signJwtSync(claims, { ...stranger, headerSegment: key.headerSegment })), 'invalid')
    for (const kid of [undefined, null, 1, '', '__proto__', '../../dev/null']) assert.equal(check(signed(json({ kid, alg: 'RS256' }), json(claims))), 'invalid')
  })

  it('by a key that comes with the token', () => {
    const brought = { jwk: stranger.publicJwk, jku: 'https://evil.example.com/jwks', x5u: 'https://evil.example.com/x5u' }
    assert.equal(check(signed(json({ kid: key.kid, alg: 'RS256', ...brought }), json(claims), stranger)), 'invalid')
    assert.equal(check(signed(json({ kid: stranger.kid, alg: 'RS256', ...brought }), json(claims), stranger)), 'invalid')
  })

  it('with critical extensions', () => {
    assert.equal(check(signed(json({ kid: key.kid, alg: 'RS256', crit: ['b64'], b64: false }), json(claims))), 'invalid')
  })

  it('with a changed payload or header', () => {
    const [header, , signature] = signJwtSync(claims, key).split('.')
    assert.equal(check(`${header}.${json({ ...claims, sub: 'eve' })}.${signature}`), 'invalid')
    assert.equal(check(`${json({ alg: 'RS256', kid: key.kid })}.${json(claims)}.${signature}`), 'invalid')
  })

  it('with a signature cut, lengthened or changed in any character, the last included', () => {
    const token = signJwtSync(claims, key)
    const signatureAt = token.lastIndexOf('.') + 1
    for (const other of [token.slice(0, -1), token.slice(0, -2), `${token}A`, `${token}AA`, `${token}=`, `${token}\n`, `${token}.`, ` ${token}`]) assert.equal(check(other), 'invalid')
    for (const at of [signatureAt, signatureAt + 100, token.length - 1]) {
      for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=') {
        if (character !== token[at]) assert.equal(check(token.slice(0, at) + character + token.slice(at + 1)), 'invalid')
      }
    }
  })
})

describe('malformed tokens are refused', () => {
  it('that are no three segments of canonical base64url JSON objects', () => {
    const header = key.headerSegment
    const notUtf8 = base64url(Buffer.concat([Buffer.from('{"iss":"'), Buffer.from([0xff]), Buffer.from('"}')]))
    for (const payload of [base64url('[]'), base64url('null'), base64url('"text"'), base64url('{'), notUtf8, `${json(claims)}=`]) {
      assert.equal(check(signed(header, payload)), 'invalid')
    }
    for (const token of ['', '.', '..', '...', 'a.b.c', 'a.b.c.d.e', `${base64url('null')}.e30.AA`, '💥.💥.💥']) assert.equal(check(token), 'invalid')
  })

  it('that are longer than 16 KiB', () => {
    assert.equal(check(signJwtSync({ ...claims, pad: 'x'.repeat(11_000) }, key)), 'valid')
    assert.equal(check(signJwtSync({ ...claims, pad: 'x'.repeat(13_000) }, key)), 'invalid')
    assert.equal(check('a'.repeat(2_000_000)), 'invalid')
  })
})
