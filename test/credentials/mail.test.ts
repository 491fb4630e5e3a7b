import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import { forgotPassword } from '#src/domain/recovery/forgot-password.ts'
import { signUp } from '#src/domain/sign-up/sign-up.ts'
import { adminCreateUser } from '#src/domain/users/admin-create-user.ts'
import { startMailServer } from '#test/delivery/mail-server.ts'
import { beginAuthorize, browserFor, signUpHosted } from '#test/drive/application.ts'
import { pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'
import { refusalOf } from '#test/users/open-user-deps.ts'

const HOSTILE = 'x"><a href=//evil.example>\r\nBcc: eve@evil.example'

test('CR-21 a reset mail goes to one receiver, from the configured sender, names only our host, and carries no injected header', async (t) => {
  const mailServer = await startMailServer(t)
  const poolhouse = await openPoolhouse(t, {
    variables: { SMTP_URL: `smtp://127.0.0.1:${mailServer.port}`, MAIL_FROM: 'Example <no-reply@example.com>' },
    pool: { UsernameAttributes: [], AliasAttributes: ['email'], EmailVerificationMessage: 'Hello {username}, the code is {####}.' },
  })
  const { domain, pool, client, application } = poolhouse
  await poolhouse.addUser('ada', { name: HOSTILE })
  const browser = browserFor(application)
  const signIn = pageOf(await beginAuthorize(browser, application), 'sign-in')
  const forgot = pageOf(await browser.open(`${poolhouse.url}${signIn.view.frame.links.forgotPassword ?? ''}`), 'forgot-password')
  const arrived = mailServer.next()
  const { form } = forgot.view.frame
  const posted = await browser.plain.post(`${poolhouse.url}${form.basePath}/hosted/forgot-password`, { csrf: form.csrf, uid: form.uid ?? '', username: 'ada' })
  assert.equal(posted.status, 303)
  const mail = await arrived
  assert.deepEqual(mail.to?.map(({ address }) => address), ['ada@example.com'])
  assert.deepEqual([mail.from?.address, mail.cc, mail.bcc], ['no-reply@example.com', undefined, undefined])
  const written = `${mail.text ?? ''}${mail.html ?? ''}${JSON.stringify(mail.headers)}`
  assert.doesNotMatch(written, /evil\.example/)
  for (const [, host] of written.matchAll(/https?:\/\/([^/"\s]+)/g)) assert.equal(host, new URL(poolhouse.url).host)
  assert.match(mail.text ?? '', /\d{6}/)
  await forgotPassword(domain, { pool, client, wire: 'api', username: 'ada' })
  await poolhouse.message({ username: 'ada' })
})

test('CR-21 addresses that a mail server reads in two ways are refused wherever one is given', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, client } = poolhouse
  const hostile = [
    '"a@evil.example x"@example.com', '"a"@example.com', 'a@evil.example,b@example.com', 'a@evil.example b@example.com', '<a@evil.example>b@example.com', 'a@evil.example\r\nBcc: b@example.com',
    'a@example.com\0', 'a@[127.0.0.1]', 'a(comment)@example.com', 'a@evil.example@example.com', 'a;b@example.com', 'A <a@example.com>', 'ａ＠ｅｖｉｌ.example@example.com', '=?utf-8?q?a=40evil.example=3e?=@example.com', 'a@example.com\n.evil.example', 'a@exam\u200bple.com',
  ]
  for (const email of hostile) {
    assert.equal((await refusalOf(signUp(domain, { pool, client, wire: 'api', username: email, password: PASSWORD, attributes: {} }))).code, 'InvalidParameter', email)
    assert.equal((await refusalOf(adminCreateUser(domain, { pool, username: email, attributes: { email }, messageAction: 'SUPPRESS' }))).code, 'InvalidParameter', email)
    pageOf(await signUpHosted(browserFor(poolhouse.application), poolhouse.application, { email, password: PASSWORD }), 'sign-up')
  }
})

test('CR-21 a name with markup or line breaks stays text in a message', async (t) => {
  const mailServer = await startMailServer(t)
  const poolhouse = await openPoolhouse(t, { variables: { SMTP_URL: `smtp://127.0.0.1:${mailServer.port}`, MAIL_FROM: 'no-reply@example.com' } })
  const { domain } = poolhouse
  const pool = await createUserPool(domain, {
    region: 'us-east-1',
    request: { PoolName: 'people', AdminCreateUserConfig: { InviteMessageTemplate: { EmailMessage: '<p>Hello {username}, the password is {####}</p>', EmailSubject: 'Welcome {username}' } } },
  })
  const username = '<a/href=//evil.example>'
  const arrived = mailServer.next()
  await adminCreateUser(domain, { pool, username, attributes: { email: 'ada@example.com' }, deliveryMediums: ['EMAIL'] })
  const mail = await arrived
  assert.doesNotMatch(mail.html ?? '', /<a\/href/)
  assert.match(`${mail.html ?? ''}`, /&lt;a\/href/)
  assert.deepEqual(mail.to?.map(({ address }) => address), ['ada@example.com'])
})
