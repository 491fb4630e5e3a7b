import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createKeptModels } from '#src/oidc/stored-models.ts'
import { browserFor, beginAuthorize, issuerOf } from '#test/drive/application.ts'
import { pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse } from '#test/drive/open-poolhouse.ts'

const manyFields = (count: number): Record<string, string> => Object.fromEntries(Array.from({ length: count }, (_, n) => [n.toString(36), '']))

test('OA-38 a form of thousands of fields is refused before anybody compares their names, with and without a flow', async (t) => {
  const { application } = await openPoolhouse(t)
  const browser = browserFor(application)
  const signIn = pageOf(await beginAuthorize(browser, application), 'sign-in')
  for (const form of ['confirm-link', 'sign-in', 'sign-up'] as const) {
    const page = pageOf(await browser.submit(signIn, form, manyFields(10_000)), 'error')
    assert.equal(page.status, 400, form)
  }
  const { status } = await browser.plain.post(`${issuerOf(application)}/hosted/confirm-link`, manyFields(151))
  assert.equal(status, 400)
})

test('OA-38 what is kept of pending requests is bounded by its size, not by their number alone', () => {
  const kept = createKeptModels()
  const flow = 'x'.repeat(64 * 1024)
  for (let n = 0; n < 2000; n++) kept.set(`pool Interaction ${n}`, { payload: { flow, n }, consumedAt: null })
  assert.ok(kept.size > 0 && kept.size * flow.length <= 32 * 1024 * 1024, `${kept.size} are kept`)
})
