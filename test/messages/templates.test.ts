import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { DESIGN_FORMAT } from '#src/domain/branding/designs/design-document.ts'
import { exportDesign } from '#src/domain/branding/designs/export-design.ts'
import { publishDraft } from '#src/domain/branding/designs/publish-draft.ts'
import { rollBackDesign } from '#src/domain/branding/designs/roll-back-design.ts'
import { saveDraft } from '#src/domain/branding/designs/save-draft.ts'
import { previewMessage } from '#src/domain/messages/templates/preview-message.ts'
import { sendTestMessage } from '#src/domain/messages/templates/send-test-message.ts'
import { forgotPassword } from '#src/domain/recovery/forgot-password.ts'
import { updateUserPool } from '#src/domain/user-pools/update-user-pool.ts'
import { createTestTriggers } from '#test/test-triggers.ts'
import { openPoolhouse } from '#test/drive/open-poolhouse.ts'

/** A red dot. */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'
const ADA = 'ada@example.com'

async function open(t: TestContext) {
  const triggers = createTestTriggers()
  const poolhouse = await openPoolhouse(t, { triggers })
  const { domain, pool, client, clock, message } = poolhouse
  const ofPool = { poolId: pool.id, clientId: null }
  const ofClient = { poolId: pool.id, clientId: client.id }
  const publish = async (target: typeof ofPool | typeof ofClient, document: object) => {
    await saveDraft(domain, { ...target, document: { format: DESIGN_FORMAT, ...document } })
    await publishDraft(domain, target)
  }
  /** The next mail that Ada gets when she has forgotten her password. */
  const reset = async () => {
    clock.advance(3_600_001)
    const current = await domain.userPools.findPool(pool.id) ?? assert.fail()
    await forgotPassword(domain, { pool: current, client, wire: 'api', username: ADA })
    return message({ to: ADA, purpose: 'forgot-password' })
  }
  return { ...poolhouse, triggers, ofPool, ofClient, publish, reset }
}

test('a message is worded by the trigger, the settings, the client, the pool, and us, in this order, and in the language of the person', async (t) => {
  const { domain, pool, triggers, ofPool, ofClient, publish, reset, addUser } = await open(t)
  await addUser(ADA, { locale: 'de-AT' })
  assert.match((await reset()).subject ?? '', /Passwort/)
  await publish(ofPool, { messages: { de: { forgotPassword: { subject: 'Pool, deutsch', text: 'Pool: {####}' } }, all: { forgotPassword: { subject: 'Pool, all' } } } })
  const german = await reset()
  assert.equal(german.subject, 'Pool, deutsch')
  assert.match(german.text, new RegExp(`^Pool: ${german.code ?? ''}$`, 'm'))
  await publish(ofClient, { messages: { all: { forgotPassword: { subject: 'Client {pool}' } } } })
  const clients = await reset()
  assert.equal(clients.subject, 'Client people')
  assert.match(clients.text, /^Pool: /)
  await updateUserPool(domain, { UserPoolId: pool.id, EmailVerificationSubject: 'Settings', AutoVerifiedAttributes: ['email'], EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' } })
  assert.equal((await reset()).subject, 'Settings')
  triggers.functions.CustomMessage = () => ({ emailSubject: 'Trigger', emailMessage: 'Trigger {####}' })
  const last = await reset()
  assert.deepEqual([last.subject, last.text], ['Trigger', `Trigger ${last.code ?? ''}`])
})

test('words are seen when they are published, gone when an earlier version is shown, and exported with the design', async (t) => {
  const { domain, ofPool, publish } = await open(t)
  const messages = { all: { signUp: { subject: 'Own', html: '<p>{####}</p>', sms: 'Own {####}' } } }
  const subject = async (draft = false) => (await previewMessage(domain, { ...ofPool, name: 'signUp', draft })).mail.subject
  const builtIn = await subject()
  await saveDraft(domain, { ...ofPool, document: { format: DESIGN_FORMAT, messages } })
  assert.deepEqual([await subject(), await subject(true)], [builtIn, 'Own'])
  await publishDraft(domain, ofPool)
  assert.equal(await subject(), 'Own')
  assert.deepEqual((await exportDesign(domain, { ...ofPool, which: 'published' })).messages, messages)
  await publish(ofPool, {})
  assert.equal(await subject(), builtIn)
  await rollBackDesign(domain, { ...ofPool, number: 1 })
  assert.equal(await subject(), 'Own')
})

test('words that could not be sent are refused when they are written, each by its name', async (t) => {
  const { domain, ofPool } = await open(t)
  const refused = { en: { signUp: { text: 'No code' }, byLink: { html: '<img src="https://example.com/x.png">{##a##}' } }, all: { factorOn: { sms: 'x' }, forgotPassword: { subject: '{####}' } } }
  await assert.rejects(saveDraft(domain, { ...ofPool, document: { format: DESIGN_FORMAT, messages: refused } }), (error: Error & { code?: string }) => {
    assert.equal(error.code, 'InvalidParameter')
    for (const place of ['messages.en.signUp.text: lacks {####}', 'messages.en.byLink.html: <img> is not taken', 'messages.all.factorOn.sms', 'messages.all.forgotPassword.subject']) assert.ok(error.message.includes(place), place)
    return true
  })
  for (const messages of [{ xx: {} }, { en: { signup: {} } }, { en: { signUp: { body: 'x' } } }]) await assert.rejects(saveDraft(domain, { ...ofPool, document: { format: DESIGN_FORMAT, messages } }), { code: 'InvalidParameter' })
})

test('a test goes where all messages go, says that it is one, brings the logo along, and cannot be sent without end', async (t) => {
  const { domain, ofPool, publish, message } = await open(t)
  await publish(ofPool, { images: { logo: { light: { data: DOT } } } })
  assert.equal(await sendTestMessage(domain, { ...ofPool, name: 'signUp', draft: false, to: 'operator@example.com', locale: 'de' }), 'EMAIL')
  const mail = await message({ to: 'operator@example.com', purpose: 'test' })
  assert.match(mail.subject ?? '', /^Testnachricht: .*people/)
  assert.match(mail.text, /^Diese Nachricht ist ein Test\./)
  assert.match(mail.html ?? '', /<body[^>]*><p lang="de"/)
  assert.deepEqual([mail.code, mail.link], [null, null])
  assert.match(mail.html ?? '', /src="cid:[0-9a-f]{64}" alt="people" width="1" height="1"/)
  assert.equal(await sendTestMessage(domain, { ...ofPool, name: 'signUp', draft: false, to: '+15551234567' }), 'SMS')
  assert.match((await message({ to: '+15551234567', purpose: 'test' })).text, /^Test: .*123456\n\n@.* #123456$/s)
  await assert.rejects(sendTestMessage(domain, { ...ofPool, name: 'passwordChanged', draft: false, to: '+15551234567' }), { code: 'InvalidParameter' })
  for (const to of ['nobody', 'a@b@c', 'a b@example.com', '5551234567', '']) await assert.rejects(sendTestMessage(domain, { ...ofPool, name: 'signUp', draft: false, to }), { code: 'InvalidParameter' }, to)
  await assert.rejects(sendTestMessage(domain, { poolId: 'us-east-1_Nothing', clientId: null, name: 'signUp', draft: false, to: 'operator@example.com' }), { code: 'ResourceNotFound' })
  const more = await Promise.allSettled(Array.from({ length: 40 }, () => sendTestMessage(domain, { ...ofPool, name: 'accountExists', draft: false, to: 'operator@example.com' })))
  assert.equal(more.filter(({ status }) => status === 'fulfilled').length, 28)
})
