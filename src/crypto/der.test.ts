import assert from 'node:assert/strict'
import { test } from 'node:test'
import { derBitString, derInteger, derNull, derObjectId, derSequence, derSet, derTime, derUtf8 } from './der.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const octets = (text: string) => Buffer.from(text, 'hex')

test('numbers have no leading zero but the one that keeps them positive', () => {
  assert.deepEqual(['', '00', '0000', '7f', '80', '0080', '0100'].map((text) => hex(derInteger(octets(text)))), [
    '020100', '020100', '020100', '02017f', '02020080', '02020080', '02020100',
  ])
})

test('lengths take as few octets as they can', () => {
  const lengthOf = (size: number) => hex(derUtf8('x'.repeat(size))).slice(2, -2 * size || undefined)
  assert.deepEqual([0, 1, 127, 128, 255, 256, 65_535, 65_536].map(lengthOf), ['00', '01', '7f', '8180', '81ff', '820100', '82ffff', '83010000'])
})

test('object identifiers are packed by seven bits', () => {
  // sha256WithRSAEncryption (RFC 4055 §5) and commonName (X.520), as every certificate shows them.
  assert.equal(hex(derObjectId('1.2.840.113549.1.1.11')), '06092a864886f70d01010b')
  assert.equal(hex(derObjectId('2.5.4.3')), '0603550403')
})

test('time is UTCTime until 2049 and GeneralizedTime from 2050 on', () => {
  assert.equal(derTime(new Date('2049-12-31T23:59:59.999Z')).toString('latin1'), '\x17\x0d491231235959Z')
  assert.equal(derTime(new Date('2050-01-01T00:00:00Z')).toString('latin1'), '\x18\x0f20500101000000Z')
})

test('structures hold their parts one after another', () => {
  assert.equal(hex(derSequence(derNull(), derSet(derNull()))), '3006050031020500')
  assert.equal(hex(derBitString(octets('ff'))), '030200ff')
})
