import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHistogram } from './histogram.ts'

test('a duration counts in its bound and all above, the bound itself included, and beyond the last in +Inf alone', () => {
  const histogram = createHistogram([0.25, 1])
  for (const seconds of [0.125, 0.25, 0.5, 2]) histogram.observe(seconds)
  assert.deepEqual(histogram.lines('took_seconds', 'route="oidc"'), [
    'took_seconds_bucket{route="oidc",le="0.25"} 2',
    'took_seconds_bucket{route="oidc",le="1"} 3',
    'took_seconds_bucket{route="oidc",le="+Inf"} 4',
    'took_seconds_sum{route="oidc"} 2.875',
    'took_seconds_count{route="oidc"} 4',
  ])
})

test('histograms of the same bounds count for themselves, from nothing', () => {
  const bounds = [1]
  const [one, other] = [createHistogram(bounds), createHistogram(bounds)]
  one.observe(0.5)
  assert.deepEqual(other.lines('t', 'a="b"'), ['t_bucket{a="b",le="1"} 0', 't_bucket{a="b",le="+Inf"} 0', 't_sum{a="b"} 0', 't_count{a="b"} 0'])
  assert.equal(one.lines('t', 'a="b"').at(-1), 't_count{a="b"} 1')
})
