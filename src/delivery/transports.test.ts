import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { startMailServer } from '#test/delivery/mail-server.ts'
import type { ClaimedMessage } from './outbox-store.ts'
import { createSafeFetch } from './safe-fetch.ts'
import { signWebhook } from './sign-webhook.ts'
import { createSmsWebhook } from './sms-webhook.ts'
import { createSmtpTransport } from './smtp-transport.ts'
import { isPermanent } from './transport.ts'

const message: ClaimedMessage = {
  id: '0f8fad5b-d9cb-469f-a165-70867728950e', poolId: 'us-east-1_Deliver01', clientId: 'client1', userId: 'u1', username: 'ada', medium: 'EMAIL', purpose: 'sign-up', to: 'ada@example.com',
  subject: 'Ihr Bestätigungscode ✓', text: 'Code: 123456', html: '<p>Code: <b>123456</b></p>', code: '123456', link: null, status: 'pending', tries: 1, createdAt: new Date('2026-01-01T00:00:00Z'),
}

const LOGO = { hash: 'a'.repeat(64), type: 'image/png', width: 1, height: 1 } as const
const pictures = { findAsset: (_poolId: string, hash: string) => Promise.resolve(hash === LOGO.hash ? { ...LOGO, bytes: new Uint8Array([1, 2, 3]) } : null) }

function mailTo(t: TestContext, url: string) {
  const transport = createSmtpTransport({ url, from: { name: 'Exämple, "Inc"', address: 'no-reply@example.com' } }, pictures)
  t.after(() => transport.close())
  return transport
}

describe('mail', () => {
  it('arrives as text and HTML, from the operator\'s address, marked as automatic', async (t) => {
    const server = await startMailServer(t)
    await mailTo(t, `smtp://127.0.0.1:${server.port}`).deliver(message)
    const [mail] = server.mails
    assert.ok(mail)
    assert.deepEqual([mail.subject, mail.text?.trim(), mail.html?.trim()], [message.subject, message.text, message.html])
    assert.deepEqual(mail.from, { name: 'Exämple, "Inc"', address: 'no-reply@example.com' })
    assert.deepEqual(mail.to, [{ name: '', address: 'ada@example.com' }])
    assert.equal(mail.messageId, `<${message.id}@example.com>`)
    assert.equal(mail.headers.find(({ key }) => key === 'auto-submitted')?.value, 'auto-generated')
  })

  it('brings the pictures along that its HTML names, and goes without one that is gone', async (t) => {
    const server = await startMailServer(t)
    await mailTo(t, `smtp://127.0.0.1:${server.port}`).deliver({ ...message, html: `<img src="cid:${LOGO.hash}">`, images: [LOGO, { ...LOGO, hash: 'b'.repeat(64) }] })
    const [picture, ...others] = server.mails[0]?.attachments ?? []
    assert.deepEqual([picture?.contentId, picture?.mimeType, picture?.disposition], [`<${LOGO.hash}>`, 'image/png', 'inline'])
    assert.deepEqual(others, [])
  })

  it('CR-21 goes to one receiver or to nobody', async (t) => {
    const server = await startMailServer(t)
    const transport = mailTo(t, `smtp://127.0.0.1:${server.port}`)
    for (const to of ['a@evil.example, b@example.com', '"a@evil.example x"@example.com', 'a@example.com\r\nBcc: b@evil.example', '<a@example.com>', 'a@b@example.com', 'nobody', '']) {
      await assert.rejects(transport.deliver({ ...message, to }), isPermanent, to)
    }
    await transport.deliver({ ...message, subject: 'x\r\nBcc: b@evil.example' })
    assert.equal(server.mails.length, 1)
    assert.equal(server.mails[0]?.bcc, undefined)
  })

  it('is refused for good by 5xx for the receiver, for now by 4xx and by a refused log-in', async (t) => {
    const refusal = (responseCode: number) => Object.assign(new Error('no'), { responseCode })
    const server = await startMailServer(t, { refuse: (to) => refusal(to.startsWith('gone') ? 550 : 451) })
    const transport = mailTo(t, `smtp://127.0.0.1:${server.port}`)
    await assert.rejects(transport.deliver({ ...message, to: 'gone@example.com' }), isPermanent)
    await assert.rejects(transport.deliver({ ...message, to: 'busy@example.com' }), (error) => !isPermanent(error))
    const guarded = await startMailServer(t, { auth: (auth, _session, done) => done(auth.password === 'p@ss' ? null : new Error('wrong'), { user: 'u' }) })
    await mailTo(t, `smtp://u:p%40ss@127.0.0.1:${guarded.port}`).deliver(message)
    await assert.rejects(mailTo(t, `smtp://u:wrong@127.0.0.1:${guarded.port}`).deliver(message), (error) => !isPermanent(error))
  })

  it('that a silent server holds up is let go when the transport is closed', async (t) => {
    const silent = createTcpServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    t.after(() => silent.close())
    const transport = mailTo(t, `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`)
    const delivery = assert.rejects(transport.deliver(message))
    await once(silent, 'connection')
    await transport.close()
    await delivery
  })
})

describe('the SMS web hook', () => {
  async function hook(t: TestContext, status: number) {
    const calls: { headers: IncomingHttpHeaders; body: string }[] = []
    const server = createServer((req, res) => {
      let body = ''
      req.on('data', (chunk) => { body += String(chunk) })
      req.on('end', () => {
        calls.push({ headers: req.headers, body })
        res.writeHead(status).end()
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const safeFetch = createSafeFetch({ allow: ['127.0.0.1/32'] })
    t.after(async () => {
      await safeFetch.close()
      server.close()
    })
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`
    return { calls, transport: createSmsWebhook({ clock: { now: () => new Date(1_700_000_000_500) }, safeFetch, url, secret: 'whsec_c2VjcmV0IG9mIHRoZSBob29r' }) }
  }
  const sms: ClaimedMessage = { ...message, medium: 'SMS', to: '+15550100', subject: null, html: null }

  it('TR-06 gets a signed request that cannot be altered or moved in time', async (t) => {
    const { calls, transport } = await hook(t, 204)
    await transport.deliver(sms)
    const [call] = calls
    assert.ok(call)
    assert.deepEqual(JSON.parse(call.body), { to: '+15550100', text: 'Code: 123456', poolId: message.poolId, clientId: 'client1', username: 'ada', purpose: 'sign-up' })
    assert.deepEqual([call.headers['webhook-id'], call.headers['webhook-timestamp'], call.headers['content-type']], [message.id, '1700000000', 'application/json'])
    const key = Buffer.from('secret of the hook')
    assert.equal(call.headers['webhook-signature'], signWebhook(key, message.id, 1_700_000_000, call.body))
    assert.notEqual(call.headers['webhook-signature'], signWebhook(key, message.id, 1_700_000_001, call.body))
  })

  it('refuses for good by 400 and 422 only', async (t) => {
    for (const [status, permanent] of [[400, true], [422, true], [401, false], [404, false], [429, false], [500, false], [302, false]] as const) {
      const { transport } = await hook(t, status)
      await assert.rejects(transport.deliver(sms), (error) => isPermanent(error) === permanent, String(status))
    }
  })
})
