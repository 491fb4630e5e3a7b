import assert from 'node:assert/strict'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { systemRandom as random } from './random.ts'
import { beginServer, createSrpVerifier, isAcceptablePublicValue, verifyClientProof } from './srp.ts'
import type { ClientProof } from './srp.ts'
import { power, SRP_GROUP } from './srp-group.ts'

// A client of its own: plain BigInt and hex texts, as Cognito's JavaScript clients compute, sharing no code with the server.
const N = SRP_GROUP.prime
const g = 2n
const sha256 = (hex: string) => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')
const hmac = (key: Buffer, ...parts: (string | Buffer)[]) => parts.reduce((mac, part) => mac.update(part), createHmac('sha256', key)).digest()
const integer = (hex: string) => BigInt(`0x${hex}`)

function padHex(value: bigint): string {
  const hex = value.toString(16)
  if (hex.length % 2 === 1) return `0${hex}`
  return '89abcdef'.includes(hex.charAt(0)) ? `00${hex}` : hex
}

function plainPower(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let square = base % N, left = exponent; left > 0n; left >>= 1n, square = (square * square) % N) {
    if (left & 1n) result = (result * square) % N
  }
  return result
}

const k = integer(sha256(padHex(N) + padHex(g)))

type Exchange = { poolName: string; userIdForSrp: string; password: string; saltHex: string; BHex: string; secretBlock: Buffer; timestamp: string }

function xOf({ poolName, userIdForSrp, password, saltHex }: Pick<Exchange, 'poolName' | 'userIdForSrp' | 'password' | 'saltHex'>): bigint {
  const inner = createHash('sha256').update(`${poolName}${userIdForSrp}:${password}`, 'utf8').digest('hex')
  return integer(sha256(padHex(integer(saltHex)) + inner))
}

function answer(a: bigint, exchange: Exchange): string {
  const A = plainPower(g, a)
  const B = integer(exchange.BHex)
  const u = integer(sha256(padHex(A) + padHex(B)))
  const x = xOf(exchange)
  const base = (((B - k * plainPower(g, x)) % N) + N) % N
  const S = plainPower(base, a + u * x)
  const prk = hmac(Buffer.from(padHex(u), 'hex'), Buffer.from(padHex(S), 'hex'))
  const key = hmac(prk, 'Caldera Derived Key', Buffer.from([1])).subarray(0, 16)
  return hmac(key, exchange.poolName, exchange.userIdForSrp, exchange.secretBlock, exchange.timestamp).toString('base64')
}

const identity = { poolName: 'AbCdEf123', userIdForSrp: '0b6d5c1e-8f0a-4a53-9d0e-2b1f5a7c9e10' }
const timestamp = 'Tue Mar 5 08:04:09 UTC 2024'

/** One whole sign-in: a stored verifier of `stored`, a client who types `typed`; the proof as the server gets it. */
function signIn(stored: string, typed: string, who = identity): ClientProof {
  const { saltHex, verifierHex } = createSrpVerifier({ ...who, password: stored, random })
  const a = integer(randomBytes(128).toString('hex'))
  const server = beginServer({ verifierHex, random })
  const secretBlock = randomBytes(200)
  const signatureBase64 = answer(a, { ...who, password: typed, saltHex, BHex: server.BHex, secretBlock, timestamp })
  return { ...who, ...server, verifierHex, aHex: plainPower(g, a).toString(16), secretBlock, timestamp, signatureBase64 }
}

/** Whether a number is a square modulo N (Euler's criterion). */
const isSquare = (value: bigint) => power(((value % N) + N) % N, (N - 1n) / 2n) === 1n

describe('SRP with an independent client', () => {
  it('accepts the right password, every time', () => {
    for (let round = 0; round < 12; round++) assert.equal(verifyClientProof(signIn('Correct-horse-9', 'Correct-horse-9')), true)
    const unicode = `pâss🔑 ${'x'.repeat(240)}`
    assert.equal(verifyClientProof(signIn(unicode, unicode)), true)
  })

  it('refuses a wrong password', () => {
    for (const typed of ['correct-horse-9', 'Correct-horse-9 ', '', 'Correct-horse-']) assert.equal(verifyClientProof(signIn('Correct-horse-9', typed)), false)
  })

  it('serves remembered devices: group key for the pool, device key for the user', () => {
    const device = { poolName: '-Abc123xyz', userIdForSrp: 'us-east-1_0b6d5c1e-8f0a-4a53-9d0e-2b1f5a7c9e10' }
    const secret = randomBytes(40).toString('base64')
    assert.equal(verifyClientProof(signIn(secret, secret, device)), true)
  })

  it('binds the proof to user, pool, secret block, timestamp and both public values', () => {
    const proof = signIn('pw', 'pw')
    assert.equal(verifyClientProof(proof), true)
    const again = beginServer({ verifierHex: proof.verifierHex, random })
    const changes: Partial<ClientProof>[] = [
      { poolName: 'Other' }, { userIdForSrp: 'other' }, { secretBlock: randomBytes(200) }, { timestamp: 'Tue Mar 5 08:04:10 UTC 2024' },
      { aHex: plainPower(g, 5n).toString(16) }, { BHex: again.BHex }, { bHex: again.bHex }, again,
    ]
    for (const change of changes) assert.equal(verifyClientProof({ ...proof, ...change }), false, Object.keys(change).join())
  })

  it('refuses signatures that are not exactly it', () => {
    const proof = signIn('pw', 'pw')
    const good = proof.signatureBase64
    for (const signatureBase64 of ['', 'x', good.slice(0, -1), `${good}=`, `${good}A`, ` ${good}`, (good.startsWith('A') ? 'B' : 'A') + good.slice(1), 'A'.repeat(100_000)]) {
      assert.equal(verifyClientProof({ ...proof, signatureBase64 }), false)
    }
  })

  it('agrees with a client whose salt or public value begins with zeros', () => {
    const salted = { bytes: (n: number) => Buffer.concat([Buffer.alloc(2), randomBytes(n - 2)]) }
    const { saltHex, verifierHex } = createSrpVerifier({ ...identity, password: 'pw', random: salted })
    assert.match(saltHex, /^[1-9a-f]/)
    assert.equal(integer(verifierHex), plainPower(g, xOf({ ...identity, password: 'pw', saltHex })))
    const proof = signIn('pw', 'pw')
    assert.equal(verifyClientProof({ ...proof, aHex: `000${proof.aHex.toUpperCase()}` }), true)
  })
})

describe('SRP public values', () => {
  it('refuses A ≡ 0 mod N, what is no hex, and long texts', () => {
    const hex = (value: bigint) => value.toString(16)
    for (const aHex of ['0', '000', hex(N), hex(2n * N), hex(3n * N), hex(N + 1n), '', '-1', '0x10', 'g', '12 ', '1\n', '１', 'f'.repeat(1_000_000), '0'.repeat(1025)]) {
      assert.equal(isAcceptablePublicValue(aHex), false, aHex.slice(0, 20))
    }
    for (const aHex of ['1', 'A', hex(N - 1n), `00${hex(N - 1n)}`]) assert.equal(isAcceptablePublicValue(aHex), true)
  })

  it('gives no session to a client who sends A ≡ 0 and knows the key of S = 0', () => {
    for (const aHex of ['0', N.toString(16), (2n * N).toString(16)]) {
      const { verifierHex } = createSrpVerifier({ ...identity, password: 'pw', random })
      const server = beginServer({ verifierHex, random })
      const u = integer(sha256(padHex(integer(aHex)) + padHex(integer(server.BHex))))
      const prk = hmac(Buffer.from(padHex(u), 'hex'), Buffer.from([0]))
      const key = hmac(prk, 'Caldera Derived Key', Buffer.from([1])).subarray(0, 16)
      const secretBlock = randomBytes(10)
      const signatureBase64 = hmac(key, identity.poolName, identity.userIdForSrp, secretBlock, timestamp).toString('base64')
      assert.equal(verifyClientProof({ ...identity, ...server, verifierHex, aHex, secretBlock, timestamp, signatureBase64 }), false)
    }
  })

  it('never gives the same B twice', () => {
    const { verifierHex } = createSrpVerifier({ ...identity, password: 'pw', random })
    const values = Array.from({ length: 100 }, () => beginServer({ verifierHex, random }))
    assert.equal(new Set(values.map(({ BHex }) => BHex)).size, 100)
    assert.equal(new Set(values.map(({ bHex }) => bHex)).size, 100)
  })

  it('makes B = k·v ± g^b, both signs, so that B sorts out no passwords', () => {
    const { verifierHex } = createSrpVerifier({ ...identity, password: 'pw', random })
    const kv = k * integer(verifierHex)
    let squares = 0
    for (let round = 0; round < 40; round++) {
      const { bHex, BHex } = beginServer({ verifierHex, random })
      const gb = plainPower(g, integer(bHex))
      assert.ok([(kv + gb) % N, (kv + N - gb) % N].includes(integer(BHex)))
      if (isSquare(integer(BHex) - kv)) squares += 1
    }
    assert.ok(squares > 0 && squares < 40, `${squares} squares of 40`)
  })

  it('salts each verifier anew', () => {
    const [one, two] = [0, 1].map(() => createSrpVerifier({ ...identity, password: 'pw', random }))
    assert.notEqual(one?.saltHex, two?.saltHex)
    assert.notEqual(one?.verifierHex, two?.verifierHex)
  })
})
