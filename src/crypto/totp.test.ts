import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hotp, matchingStep, timeStep } from './totp.ts'

const seed = Buffer.from('12345678901234567890')
const at = (seconds: number) => new Date(seconds * 1000)

test('codes are those of RFC 4226 appendix D', () => {
  const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489']
  assert.deepEqual(codes.map((_, counter) => hotp(seed, counter)), codes)
})

test('codes over time are those of RFC 6238 appendix B, in six digits', () => {
  const vectors: [number, string][] = [
    [59, '94287082'], [1111111109, '07081804'], [1111111111, '14050471'], [1234567890, '89005924'], [2000000000, '69279037'], [20000000000, '65353130'],
  ]
  for (const [seconds, eight] of vectors) assert.equal(hotp(seed, timeStep(at(seconds))), eight.slice(2), String(seconds))
})

test('a code is taken in its own step, one before and one after, and names its step', () => {
  const now = at(1_800_000_000)
  const present = timeStep(now)
  const code = (step: number) => matchingStep(seed, hotp(seed, step), now)
  assert.deepEqual([-2, -1, 0, 1, 2].map((off) => code(present + off)), [null, present - 1, present, present + 1, null])
  for (const wrong of ['', '00000', '0000000', 'abcdef', '１２３４５６', ` ${hotp(seed, present)}`]) assert.equal(matchingStep(seed, wrong, now), null)
  assert.equal(matchingStep(seed, hotp(seed, 0), at(0)), 0, 'at the beginning of time there is no step before')
})
