import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { browserFor, issuerOf } from '#test/drive/application.ts'
import { pageOf, type Page, type Stop } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

type Started = { device_code: string; user_code: string; verification_uri_complete: string }

async function begin({ domain, pool, application }: Poolhouse): Promise<Started & { poll: () => Promise<{ access_token?: string; error?: string }> }> {
  const tv = await createUserPoolClient(domain, {
    UserPoolId: pool.id, ClientName: 'Television', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid'],
    CallbackURLs: ['https://tv.example.com/callback'], Poolhouse: { deviceFlow: true },
  })
  const post = async (path: string, form: Record<string, string>): Promise<unknown> =>
    (await fetch(`${issuerOf(application)}${path}`, { method: 'POST', body: new URLSearchParams({ client_id: tv.id, ...form }) })).json()
  const started = (await post('/oauth2/device_authorization', { scope: 'openid' })) as Started
  return { ...started, poll: async () => (await post('/oauth2/token', { grant_type: GRANT, device_code: started.device_code })) as { access_token?: string } }
}

/** Sends the form of a device page, as it stands there. */
async function answer(browser: ReturnType<typeof browserFor>, base: string, page: Page, fields: Record<string, string>): Promise<Stop> {
  const { view } = pageOf(page, 'device')
  const form = 'form' in view.step ? view.step.form : null
  assert.ok(form && new URL(form.action, base).href === `${base}/device`)
  const { status, location, text } = await browser.plain.post(`${base}/device`, { xsrf: form.xsrf, ...fields })
  if (location !== null) return browser.open(new URL(location, base).href)
  return { kind: 'page', status, url: `${base}/device`, view: JSON.parse(text) as Page['view'] }
}

test('a device is connected from a link that fills its code in, once the person has agreed and signed in', async (t) => {
  const poolhouse = await openPoolhouse(t)
  await poolhouse.addUser('ada@example.com')
  const base = issuerOf(poolhouse.application)
  const device = await begin(poolhouse)
  const browser = browserFor(poolhouse.application)
  const enter = pageOf(await browser.open(device.verification_uri_complete), 'device')
  assert.deepEqual([enter.status, enter.view.step.kind, 'code' in enter.view.step && enter.view.step.code], [200, 'enter', device.user_code])
  assert.equal((await device.poll()).error, 'authorization_pending', 'opening a link changes nothing')

  const wrong = pageOf(await answer(browser, base, enter, { user_code: 'BBBB-BBBB' }), 'device')
  assert.deepEqual([wrong.view.step.kind, wrong.view.frame.summary?.code], ['enter', 'device_code_unknown'])
  const confirm = pageOf(await answer(browser, base, wrong, { user_code: device.user_code.toLowerCase() }), 'device')
  assert.deepEqual([confirm.view.step.kind, 'application' in confirm.view.step && confirm.view.step.application], ['confirm', 'Television'])
  const signIn = pageOf(await answer(browser, base, confirm, { user_code: device.user_code, confirm: 'yes' }), 'sign-in')
  assert.equal(signIn.view.frame.client?.name, 'Television')
  const end = pageOf(await browser.submit(signIn, 'sign-in', { username: 'ada@example.com', password: PASSWORD }), 'device')
  assert.deepEqual([end.status, end.view.step.kind], [200, 'connected'])
  assert.ok((await device.poll()).access_token)
})

test('who says no stops the device, and a form from elsewhere is refused', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const base = issuerOf(poolhouse.application)
  const device = await begin(poolhouse)
  const browser = browserFor(poolhouse.application)
  pageOf(await browser.open(`${base}/device`), 'device')
  const forged = await browserFor(poolhouse.application).plain.post(`${base}/device`, { xsrf: 'forged', user_code: device.user_code, confirm: 'yes' })
  assert.deepEqual([forged.status, forged.location], [303, `${base}/device?user_code=${device.user_code}`], 'the browser has no session it could be of: it starts anew')
  const wrong = await browser.plain.post(`${base}/device`, { xsrf: 'forged', user_code: device.user_code, confirm: 'yes' })
  assert.deepEqual([wrong.status, (JSON.parse(wrong.text) as Page['view']).frame.summary?.code], [200, 'device_code_unknown'])
  assert.equal((await device.poll()).error, 'authorization_pending')
  const again = pageOf(await browser.open(`${base}/device`), 'device')
  const confirm = pageOf(await answer(browser, base, again, { user_code: device.user_code }), 'device')
  const stopped = pageOf(await answer(browser, base, confirm, { user_code: device.user_code, confirm: 'yes', abort: 'yes' }), 'device')
  assert.equal(stopped.view.step.kind, 'stopped')
  assert.equal((await device.poll()).error, 'access_denied')
})
