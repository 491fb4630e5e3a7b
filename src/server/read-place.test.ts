import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { createPlaceReader } from './read-place.ts'

const read = createPlaceReader({ cityHeader: 'x-city', countryHeader: 'x-country' })
const request = (city: string, country: string) => ({ headers: { 'x-city': city, 'x-country': country } }) as unknown as IncomingMessage

test('a city comes as UTF-8, as Latin-1, or percent-encoded', () => {
  assert.deepEqual(read(request(Buffer.from('Zürich').toString('latin1'), 'ch')), { city: 'Zürich', country: 'CH' })
  assert.deepEqual(read(request('Zürich', 'CH')), { city: 'Zürich', country: 'CH' })
  assert.deepEqual(read(request('Z%C3%BCrich', 'CH')), { city: 'Zürich', country: 'CH' })
  assert.equal(read(request('100% Town', 'CH'))?.city, '100% Town')
})

test('what is no country is none, and a name is one line that turns nothing around', () => {
  for (const nowhere of ['XX', 'T1', 'Switzerland', '']) assert.deepEqual(read(request('Basel', nowhere)), { city: 'Basel', country: null })
  assert.equal(read(request('Ba%0A%E2%80%AEsel', 'CH'))?.city, 'Ba sel')
  assert.equal(read(request('x'.repeat(5000), 'CH'))?.city?.length, 100)
  assert.equal(read(request(' ', 'XX')), null)
})

test('without the names of headers nothing is read', () => {
  assert.equal(createPlaceReader({ cityHeader: null, countryHeader: null })(request('Basel', 'CH')), null)
})
