import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createFixedBasePower } from './fixed-base-power.ts'

function plainPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (let square = base % modulus, left = exponent; left > 0n; left >>= 1n, square = (square * square) % modulus) {
    if (left & 1n) result = (result * square) % modulus
  }
  return result
}

const modulus = 2n ** 127n - 1n
const base = 5n
const exponents = [0n, 1n, 2n, 255n, 256n, 257n, 2n ** 64n, 2n ** 255n + 12345n, 2n ** 256n - 1n]

describe('fixed-base power', () => {
  it('agrees with plain square-and-multiply, while the table grows and after', () => {
    let asked = 0
    const power = createFixedBasePower(base, modulus, (b, exponent) => {
      asked++
      return plainPower(b, exponent, modulus)
    })
    for (let call = 0; call < 32; call++) assert.equal(power(BigInt(call)), plainPower(base, BigInt(call), modulus))
    assert.equal(asked, 32)
    for (const exponent of exponents) assert.equal(power(exponent), plainPower(base, exponent, modulus))
    assert.equal(asked, 32)
  })

  it('leaves exponents too long for its table to the general way', () => {
    const power = createFixedBasePower(base, modulus, (b, exponent) => plainPower(b, exponent, modulus))
    for (let call = 0; call < 32; call++) power(1n)
    assert.equal(power(2n ** 256n), plainPower(base, 2n ** 256n, modulus))
  })
})
