import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import sharp from 'sharp'
import { minutes } from '#src/contracts/duration.ts'
import type { ChallengeResult } from '#src/domain/triggers/define-auth-challenge.ts'
import { beginAuthorize, browserFor, exchangeCode } from '#test/drive/application.ts'
import { codeOf, type HostedBrowser, type Page, pageOf, type Stop, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse, type PoolhouseOptions } from '#test/drive/open-poolhouse.ts'
import { firstFactors } from '#test/drive/passkeys.ts'
import { createTestTriggers, type TestTriggers } from '#test/test-triggers.ts'

const ADA = 'ada@example.com'
const SECRET = 'kept-by-the-function'

const sessionOf = (request: Record<string, unknown>) => request['session'] as ChallengeResult[]
const lastOf = (request: Record<string, unknown>) => sessionOf(request).at(-1)

/** A riddle with three tries, shown as `shown`. */
const riddle = (shown: Record<string, string> = { title: 'Six times nine?' }): TestTriggers['functions'] => ({
  DefineAuthChallenge({ request }) {
    if (lastOf(request)?.challengeResult) return { issueTokens: true }
    return sessionOf(request).length >= 3 ? { failAuthentication: true } : { challengeName: 'CUSTOM_CHALLENGE' }
  },
  CreateAuthChallenge: () => ({ publicChallengeParameters: shown, privateChallengeParameters: { answer: '42', note: SECRET }, challengeMetadata: 'RIDDLE' }),
  VerifyAuthChallengeResponse: ({ request }) => ({ answerCorrect: request['challengeAnswer'] === (request['privateChallengeParameters'] as Record<string, string>)['answer'] }),
})

type Asked = Poolhouse & { triggers: TestTriggers; browser: HostedBrowser; begin(username?: string): Promise<Stop> }

/** Ada's browser at an application whose pool asks by functions. */
const open = async (t: TestContext, functions = riddle(), options: PoolhouseOptions = {}): Promise<Asked> => {
  const triggers = createTestTriggers(functions)
  const poolhouse = await openPoolhouse(t, { ...options, triggers })
  await poolhouse.addUser(ADA)
  const browser = browserFor(poolhouse.application)
  const begin = async (username = ADA) => browser.submit(pageOf(await beginAuthorize(browser, poolhouse.application), 'sign-in'), 'custom-sign-in', { username })
  return { ...poolhouse, triggers, browser, begin }
}

const answer = (browser: HostedBrowser, page: Stop, text: string) => {
  const asked = pageOf(page, 'custom-challenge')
  return browser.submit(asked, 'custom-challenge', { round: asked.view.round, answer: text })
}
const claimsOf = (token = '') => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
const signInPage = async ({ browser, application }: Asked): Promise<Page> => pageOf(await beginAuthorize(browser, application), 'sign-in')

test('what the functions ask is asked on a page, round for round, until they are content', async (t) => {
  const asked = await open(t)
  const { begin, browser, triggers, application } = asked
  const page = pageOf(await signInPage(asked), 'sign-in')
  assert.equal(page.view.custom, 'beside')
  const first = pageOf(await begin(), 'custom-challenge')
  assert.deepEqual([first.view.username, first.view.content.title, first.view.content.input, first.view.frame.summary], [ADA, 'Six times nine?', 'text', undefined])
  const second = pageOf(await answer(browser, first, '54'), 'custom-challenge')
  assert.equal(summaryOf(second), 'answer_mismatch')
  assert.notEqual(second.view.round, first.view.round)
  const { body } = await exchangeCode(application, codeOf(await answer(browser, second, ' 42 ')))
  assert.equal(claimsOf(body.id_token)['email'], ADA)
  assert.equal(claimsOf(body.id_token)['acr'], undefined, 'functions alone prove no level')
  assert.deepEqual(triggers.calls.filter(({ trigger }) => trigger === 'VerifyAuthChallengeResponse').map(({ request }) => request['challengeAnswer']), ['54', '42'])
  assert.equal(triggers.calls.every(({ userName }) => userName === triggers.calls[0]?.userName), true)
})

test('functions that give up lead back to the beginning, with other words than a wrong password', async (t) => {
  const { begin, browser } = await open(t)
  let page = await begin()
  for (const guess of ['1', '2', '3']) page = await answer(browser, page, guess)
  const back = pageOf(page, 'sign-in')
  assert.deepEqual([summaryOf(back), back.view.identifier.value], ['challenge_failed', ADA])
})

test('TR-07 what the functions keep for themselves is on no page, in no cookie and in no log', async (t) => {
  const { begin, browser, logLines } = await open(t, riddle(), { variables: { LOG_LEVEL: 'debug' } })
  const page = await begin()
  const shown = JSON.stringify(page) + JSON.stringify([...browser.plain.cookies])
  assert.ok(logLines.length > 0)
  for (const where of [shown, logLines.join('\n')]) assert.ok(!where.includes(SECRET) && !where.includes('"42"'))
})

test('an answer counts once, for the round it was given to, in the browser that was asked and in time', async (t) => {
  const { begin, browser, application, clock, triggers } = await open(t)
  const verified = () => triggers.calls.filter(({ trigger }) => trigger === 'VerifyAuthChallengeResponse').length
  const first = pageOf(await begin(), 'custom-challenge')
  const stranger = browserFor(application)
  assert.notEqual((await answer(stranger, first, '42')).kind, 'application')
  assert.equal(verified(), 0)
  const second = pageOf(await answer(browser, first, 'no'), 'custom-challenge')
  // The old page in another tab: the answer is to a question that is over.
  const stale = pageOf(await answer(browser, first, '42'), 'custom-challenge')
  assert.deepEqual([summaryOf(stale), stale.view.round, verified()], ['session_changed', second.view.round, 1])
  const empty = pageOf(await answer(browser, second, '  '), 'custom-challenge')
  assert.deepEqual([empty.view.frame.fieldErrors, verified()], [{ answer: { code: 'required' } }, 1])
  await Promise.all(['42', '42', '42'].map((text) => answer(browser, second, text)))
  assert.equal(verified(), 2, 'of racing answers one is judged')
  browser.plain.cookies.delete(`${application.poolId}.session /`)
  const late = await begin()
  clock.advance(minutes(4))
  assert.equal(summaryOf(await answer(browser, late, '42')), 'page_expired')
})

test('HP-10 somebody unknown is asked as anybody else, and never let in', async (t) => {
  const { begin, browser, triggers } = await open(t, { ...riddle(), VerifyAuthChallengeResponse: () => ({ answerCorrect: true }) })
  const page = pageOf(await begin('nobody@example.com'), 'custom-challenge')
  assert.equal(page.view.username, 'nobody@example.com')
  assert.equal(triggers.calls.at(-1)?.request['userNotFound'], true)
  assert.equal(summaryOf(await answer(browser, page, '42')), 'challenge_failed')
})

test('the second factor of the pool follows what the functions ask', async (t) => {
  const { begin, browser, pool, domain } = await open(t, riddle(), { pool: { MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } } })
  assert.ok(pool.settings.MfaConfiguration === 'ON' && domain)
  pageOf(await answer(browser, await begin(), '42'), 'mfa-app')
})

test('functions may ask for the password first, and their question follows it', async (t) => {
  const functions = {
    ...riddle(),
    DefineAuthChallenge: ({ request }: { request: Record<string, unknown> }) => {
      const names = sessionOf(request).filter(({ challengeResult }) => challengeResult).map(({ challengeName }) => challengeName)
      if (!names.includes('PASSWORD_VERIFIER')) return { challengeName: 'PASSWORD_VERIFIER' }
      return names.includes('CUSTOM_CHALLENGE') ? { issueTokens: true } : { challengeName: 'CUSTOM_CHALLENGE' }
    },
  }
  const { begin, browser, application } = await open(t, functions)
  const password = pageOf(await begin(), 'choose-method')
  assert.deepEqual(password.view.methods, [{ method: 'PASSWORD' }])
  assert.equal(summaryOf(await browser.submit(password, 'choose-method', { method: 'PASSWORD', password: 'Wrong-Horse-9' })), 'wrong_credentials')
  const page = pageOf(await browser.submit(password, 'choose-method', { method: 'PASSWORD', password: PASSWORD }), 'custom-challenge')
  const { body } = await exchangeCode(application, codeOf(await answer(browser, page, '42')))
  assert.deepEqual(claimsOf(body.id_token)['amr'], ['pwd'])
})

test('a pool says whether it is asked beside the password, instead of it, or not at all; without functions it never is', async (t) => {
  const instead = await open(t, riddle(), { pool: { Poolhouse: { customSignIn: 'instead' } } })
  const page = pageOf(await signInPage(instead), 'sign-in')
  assert.equal(page.view.custom, 'instead')
  pageOf(await instead.browser.submit(page, 'sign-in', { username: ADA, password: PASSWORD }), 'custom-challenge')
  const off = await open(t, riddle(), { pool: { Poolhouse: { customSignIn: 'off' } } })
  assert.equal(pageOf(await signInPage(off), 'sign-in').view.custom, undefined)
  assert.equal(summaryOf(await off.begin()), 'invalid_fields')
  const without = await open(t, {})
  assert.equal(pageOf(await signInPage(without), 'sign-in').view.custom, undefined)
  assert.equal(summaryOf(await without.begin()), 'invalid_fields')
  const notAllowed = await open(t, riddle(), { client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] } })
  assert.equal(summaryOf(await notAllowed.begin()), 'invalid_fields')
})

test('where people choose how to sign in it is one of the ways, and another one may be taken instead', async (t) => {
  const asked = await open(t, riddle(), { pool: firstFactors('EMAIL_OTP') })
  const { browser, url } = asked
  const choice = pageOf(await browser.submit(await signInPage(asked), 'identify', { username: ADA }), 'choose-method')
  assert.deepEqual(choice.view.methods.map(({ method }) => method), ['PASSWORD', 'EMAIL_OTP', 'CUSTOM_AUTH'])
  const page = pageOf(await browser.submit(choice, 'choose-method', { method: 'CUSTOM_AUTH' }), 'custom-challenge')
  const other = pageOf(await browser.open(`${url}${page.view.otherHref ?? ''}`), 'choose-method')
  const again = await browser.submit(other, 'choose-method', { method: 'CUSTOM_AUTH' })
  codeOf(await answer(browser, again, '42'))
  browser.plain.cookies.delete(`${asked.pool.id}.session /`)
  const remembered = pageOf(await browser.submit(await signInPage(asked), 'identify', { username: ADA }), 'choose-method')
  assert.deepEqual(remembered.view.methods.at(-1), { method: 'CUSTOM_AUTH', lastUsed: true })
})

test('a choice takes one of what was shown; a press of the button is an answer of its own', async (t) => {
  const { begin, browser, triggers } = await open(t, riddle({ choices: JSON.stringify(['40', { value: '42', label: 'Forty-two' }]) }))
  const page = pageOf(await begin(), 'custom-challenge')
  assert.deepEqual(page.view.content.choices, [{ value: '40', label: '40' }, { value: '42', label: 'Forty-two' }])
  assert.deepEqual(pageOf(await answer(browser, page, '41'), 'custom-challenge').view.frame.fieldErrors, { answer: { code: 'choice' } })
  assert.ok(!triggers.calls.some(({ trigger }) => trigger === 'VerifyAuthChallengeResponse'))
  codeOf(await answer(browser, page, '42'))
})

test('a function that refuses is quoted, with what was typed kept; one that fails is not', async (t) => {
  const { begin, browser, triggers } = await open(t)
  const page = await begin()
  const { DomainError } = await import('#src/domain/domain-error.ts')
  triggers.functions.VerifyAuthChallengeResponse = () => { throw new DomainError('UserLambdaValidation', 'VerifyAuthChallengeResponse failed with error Only <b>on weekdays</b>\u202e.') }
  const back = pageOf(await answer(browser, page, '42'), 'sign-in')
  assert.deepEqual([summaryOf(back), back.view.frame.summary?.message, back.view.identifier.value], ['refused_by_pool', 'Only <b>on weekdays</b>', ADA])
  triggers.functions.VerifyAuthChallengeResponse = () => { throw new DomainError('UnexpectedLambda', 'VerifyAuthChallengeResponse invocation failed due to error of host 10.0.0.1.') }
  const failed = pageOf(await answer(browser, await begin(), '42'), 'sign-in')
  assert.deepEqual([summaryOf(failed), failed.view.frame.summary?.message], ['temporarily_unavailable', undefined])
})

test('a picture is shown as it was drawn anew, and what is no use to a page is left out and logged by name alone', async (t) => {
  const photo = await sharp({ create: { width: 900, height: 300, channels: 3, background: '#c00' } }).jpeg().withExif({ IFD0: { ImageDescription: SECRET } }).toBuffer()
  const { begin, logLines } = await open(t, riddle({ image: `data:image/jpeg;base64,${photo.toString('base64')}`, imageAlt: 'A card', link: 'javascript:alert(1)', colour: 'red' }), { variables: { LOG_LEVEL: 'warn' } })
  const { content } = pageOf(await begin(), 'custom-challenge').view
  assert.deepEqual([content.image?.alt, content.image?.width, content.image?.height], ['A card', 640, 213])
  assert.match(content.image?.src ?? '', /^data:image\/jpeg;base64,/)
  assert.ok(!Buffer.from(content.image?.src.split(',')[1] ?? '', 'base64').includes(SECRET))
  assert.deepEqual([content.link, 'colour' in content], [undefined, false])
  const line = logLines.find((text) => text.includes('challenge parameters')) ?? assert.fail()
  assert.ok(line.includes('"link"') && !line.includes('alert'))
})

test('nobody makes the functions ask somebody, or an unknown name, without end', async (t) => {
  const { browser, application, triggers } = await open(t)
  for (const username of [ADA, 'nobody@example.com']) {
    const page = pageOf(await beginAuthorize(browser, application), 'sign-in')
    const begun = () => browser.submit(page, 'custom-sign-in', { username })
    for (let time = 1; time <= 20; time++) pageOf(await begun(), 'custom-challenge')
    const before = triggers.calls.length
    assert.equal(summaryOf(pageOf(await begun(), 'sign-in')), 'message_limit')
    assert.equal(triggers.calls.length, before)
  }
})
