import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginAuthorize, browserFor, exchangeCode } from '#test/drive/application.ts'
import { pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'
import { createTestBrowser } from './test-browser.ts'

for (const engine of ['embedded', 'postgresql'] as const) {
  test(`of 20 calls that resume one sign-in at once exactly one gets a code, and it works (${engine})`, async (t) => {
    const { application, addUser } = await openPoolhouse(t, { engine })
    await addUser('ada@example.com')
    const browser = browserFor(application)
    const { view: { frame: { form: { basePath, csrf, uid = '', r = '' } } } } = pageOf(await beginAuthorize(browser, application, { display: 'page' }), 'sign-in')
    const { location } = await browser.plain.post(`${application.publicUrl}${basePath}/hosted/sign-in`, { csrf, uid, r, username: 'ada@example.com', password: PASSWORD })
    const answers = await Promise.all(Array.from({ length: 20 }, () => createTestBrowser(browser.plain).get(location ?? '')))
    const codes = answers.map((answer) => new URL(answer.location ?? 'none:').searchParams.get('code')).filter((code) => code !== null)
    const sessions = answers.filter(({ headers }) => headers.getSetCookie().some((cookie) => /\.session=[\w-]/.test(cookie)))
    assert.deepEqual([codes.length, sessions.length], [1, 1])
    assert.equal((await exchangeCode(application, codes[0] ?? '')).status, 200)
  })
}
