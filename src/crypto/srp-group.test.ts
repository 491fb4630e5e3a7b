import assert from 'node:assert/strict'
import { getDiffieHellman, randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { padded, power, powerOfGenerator, SRP_GROUP } from './srp-group.ts'

const N = SRP_GROUP.prime

function plainPower(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let square = base % N, left = exponent; left > 0n; left >>= 1n, square = (square * square) % N) {
    if (left & 1n) result = (result * square) % N
  }
  return result
}

const integer = (bytes: number) => BigInt(`0x${randomBytes(bytes).toString('hex')}`)

describe('SRP group', () => {
  it('is the 3072-bit prime OpenSSL knows as modp15, with generator 2', () => {
    assert.equal(N, BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`))
    assert.equal(SRP_GROUP.generator, 2n)
  })

  it('has the multiplier that Cognito clients compute', () => {
    assert.equal(SRP_GROUP.multiplier.toString(16), '538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6')
  })

  it('pads integers as Java does', () => {
    const hex = (value: bigint) => padded(value).toString('hex')
    assert.deepEqual([0n, 2n, 0x7fn, 0x80n, 0xffn, 0x100n, 0x8000n].map(hex), ['00', '02', '7f', '0080', '00ff', '0100', '008000'])
  })

  it('raises to powers as plain arithmetic does, at the edges too', () => {
    const bases = [0n, 1n, 2n, N - 1n, N, N + 2n, integer(384)]
    const exponents = [0n, 1n, 2n, 3n, 4n, 65537n, 2n ** 255n, integer(32), integer(32) | 1n, integer(32) & ~1n]
    for (const base of bases) {
      for (const exponent of exponents) assert.equal(power(base, exponent), plainPower(base, exponent), `${base}^${exponent}`)
    }
    const long = N - 2n
    assert.equal((power(3n, long) * 3n) % N, 1n)
  })

  it('raises the generator, while its table grows and after', () => {
    for (let call = 0; call < 40; call++) {
      const exponent = integer(32)
      assert.equal(powerOfGenerator(exponent), power(2n, exponent))
    }
  })
})
