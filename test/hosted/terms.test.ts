import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { SignUpView } from '#src/contracts/hosted/views/sign-up-view.ts'
import { exportUserData } from '#src/domain/account/export-user-data.ts'
import { createManagedLoginBranding } from '#src/domain/branding/managed/create-managed-login-branding.ts'
import { updateManagedLoginBranding } from '#src/domain/branding/managed/update-managed-login-branding.ts'
import { createTerms } from '#src/domain/terms/create-terms.ts'
import { updateTerms } from '#src/domain/terms/update-terms.ts'
import { signInToAccount } from '#test/drive/account.ts'
import { beginAuthorize, browserFor, signInHosted, type Application } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf, type HostedBrowser } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const SIGN_UP = { 'attribute.email': ADA.username, password: PASSWORD }
const LINKS = { 'cognito:default': 'https://example.com/terms', 'cognito:german': 'https://example.com/de/terms' }
const PRIVACY = { 'cognito:default': 'https://example.com/privacy' }

async function open(t: TestContext, enforcement?: string) {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, client } = poolhouse
  const named = { UserPoolId: pool.id, ClientId: client.id, TermsSource: 'LINK', Enforcement: 'NONE' } as const
  const terms = await createTerms(domain, { ...named, TermsName: 'terms-of-use', Links: LINKS })
  await createTerms(domain, { ...named, TermsName: 'privacy-policy', Links: PRIVACY })
  const style = enforcement === undefined
    ? null
    : await createManagedLoginBranding(domain, { UserPoolId: pool.id, ClientId: client.id, Settings: { categories: { signUp: { acceptanceElements: [{ enforcement, textKey: 'en' }] } } } })
  const newer = (Links: Record<string, string>) => updateTerms(domain, { UserPoolId: pool.id, TermsId: terms.id, Links })
  return { ...poolhouse, terms, style, newer }
}

const openSignUp = async (browser: HostedBrowser, application: Application, parameters: Record<string, string> = {}) =>
  pageOf(await beginAuthorize(browser, application, { prompt: 'create', ...parameters }), 'sign-up')
const documentsOn = (page: { view: SignUpView }): Record<string, string> => ({ documents: page.view.agreement?.stamp ?? assert.fail('no documents') })

test('a sign-up shows the documents in the page\'s language, and keeps what was agreed to, in which version and when', async (t) => {
  const { application, domain, pool, findUser, clock } = await open(t)
  clock.hold()
  const browser = browserFor(application)
  const page = await openSignUp(browser, application, { lang: 'de' })
  const { stamp, ...agreement } = page.view.agreement ?? assert.fail()
  assert.deepEqual(agreement, { terms: 'https://example.com/de/terms', privacy: 'https://example.com/privacy', required: false })
  assert.deepEqual([page.view.frame.links.terms, page.view.frame.links.privacy], [agreement.terms, agreement.privacy])
  pageOf(await browser.submit(page, 'sign-up', { ...SIGN_UP, documents: stamp }), 'confirm')
  const user = await findUser(ADA.username)
  const { agreements } = await exportUserData(domain, { pool, user })
  const acceptedAt = clock.now().toISOString()
  assert.deepEqual(agreements, [
    { document: 'terms-of-use', application: application.clientId, version: 1, link: 'https://example.com/de/terms', acceptedAt },
    { document: 'privacy-policy', application: application.clientId, version: 1, link: 'https://example.com/privacy', acceptedAt },
  ])
})

test('a sign-up with an address that is taken looks alike, and keeps nothing for its owner', async (t) => {
  const { application, addUser, domain } = await open(t)
  const owner = await addUser(ADA.username)
  const browser = browserFor(application)
  const page = await openSignUp(browser, application)
  pageOf(await browser.submit(page, 'sign-up', { ...SIGN_UP, ...documentsOn(page) }), 'confirm')
  assert.deepEqual(await domain.termsAcceptances.acceptancesOfUser(owner.id), [])
})

test('documents that changed while somebody read them are shown again, and nobody is signed up', async (t) => {
  const { application, newer, findUser } = await open(t)
  const browser = browserFor(application)
  const page = await openSignUp(browser, application)
  await newer({ 'cognito:default': 'https://example.com/terms/2' })
  const again = pageOf(await browser.submit(page, 'sign-up', { ...SIGN_UP, ...documentsOn(page) }), 'sign-up')
  assert.equal(summaryOf(again), 'terms_changed')
  assert.equal(again.view.agreement?.terms, 'https://example.com/terms/2')
  await assert.rejects(findUser(ADA.username), { code: 'UserNotFound' })
  const forged = pageOf(await browser.submit(again, 'sign-up', SIGN_UP), 'sign-up')
  assert.equal(summaryOf(forged), 'terms_changed')
  pageOf(await browser.submit(forged, 'sign-up', { ...SIGN_UP, ...documentsOn(forged) }), 'confirm')
})

test('where the style demands it a box has to be ticked', async (t) => {
  const { application, findUser } = await open(t, 'REQUIRED')
  const browser = browserFor(application)
  const page = await openSignUp(browser, application)
  assert.equal(page.view.agreement?.required, true)
  const again = pageOf(await browser.submit(page, 'sign-up', { ...SIGN_UP, ...documentsOn(page) }), 'sign-up')
  assert.deepEqual(again.view.frame.fieldErrors, { agree: { code: 'agreement_required' } })
  await assert.rejects(findUser(ADA.username), { code: 'UserNotFound' })
  pageOf(await browser.submit(again, 'sign-up', { ...SIGN_UP, ...documentsOn(again), agree: 'on' }), 'confirm')
})

test('a style without acceptance elements asks for nothing, and one document alone is none', async (t) => {
  const { application, domain, pool, style } = await open(t, 'NONE')
  assert.ok(style)
  await updateManagedLoginBranding(domain, { UserPoolId: pool.id, ManagedLoginBrandingId: style.id, Settings: { categories: { signUp: { acceptanceElements: [] } } } })
  const page = await openSignUp(browserFor(application), application)
  assert.deepEqual([page.view.agreement, page.view.frame.links.terms], [undefined, 'https://example.com/terms'])
  const alone = await openPoolhouse(t)
  await createTerms(alone.domain, { UserPoolId: alone.pool.id, ClientId: alone.client.id, TermsName: 'privacy-policy', TermsSource: 'LINK', Enforcement: 'NONE', Links: PRIVACY })
  assert.equal((await openSignUp(browserFor(alone.application), alone.application)).view.agreement, undefined)
})

test('who agreed to an older version is asked once at the next sign-in, and others are not', async (t) => {
  const { application, domain, pool, addUser, newer, terms } = await open(t)
  const user = await addUser(ADA.username)
  await addUser('grace@example.com')
  codeOf(await signInHosted(browserFor(application), application, ADA))
  await domain.termsAcceptances.acceptTerms(user.id, [{ termsId: terms.id, version: 1, clientId: application.clientId, name: 'terms-of-use', link: 'https://example.com/terms', acceptedAt: domain.clock.now() }])
  codeOf(await signInHosted(browserFor(application), application, ADA))
  await newer({ ...LINKS })
  codeOf(await signInHosted(browserFor(application), application, ADA))
  await newer({ 'cognito:default': 'https://example.com/terms/2' })
  const browser = browserFor(application)
  const asked = pageOf(await signInHosted(browser, application, ADA), 'accept-terms')
  assert.deepEqual([asked.view.changed, asked.view.agreement.terms, asked.view.agreement.required], [true, 'https://example.com/terms/2', false])
  const forged = pageOf(await browser.submit(asked, 'accept-terms', { documents: `${terms.id}.1` }), 'accept-terms')
  assert.equal(summaryOf(forged), 'terms_changed')
  codeOf(await browser.submit(forged, 'accept-terms', { documents: forged.view.agreement.stamp }))
  codeOf(await signInHosted(browserFor(application), application, ADA))
  codeOf(await signInHosted(browserFor(application), application, { ...ADA, username: 'grace@example.com' }))
  const { agreements } = await exportUserData(domain, { pool, user })
  assert.deepEqual(agreements.map(({ document, version }) => `${String(document)} ${String(version)}`), ['terms-of-use 2', 'privacy-policy 1', 'terms-of-use 1'])
})

test('where everybody has to agree, who never did is asked, and nobody is signed in who does not', async (t) => {
  const { application, addUser } = await open(t, 'REQUIRED')
  await addUser(ADA.username)
  const browser = browserFor(application)
  const asked = pageOf(await signInHosted(browser, application, ADA), 'accept-terms')
  assert.deepEqual([asked.view.changed, asked.view.agreement.required], [false, true])
  const again = pageOf(await browser.submit(asked, 'accept-terms', { documents: asked.view.agreement.stamp }), 'accept-terms')
  assert.deepEqual(again.view.frame.fieldErrors, { agree: { code: 'agreement_required' } })
  const left = await browser.submit(again, 'decline-terms')
  assert.ok(left.kind === 'application')
  assert.equal(left.location.searchParams.get('error'), 'access_denied')
  const later = pageOf(await signInHosted(browserFor(application), application, ADA), 'accept-terms')
  assert.equal(later.view.changed, false)
})

test('the account portal lists what was agreed to', async (t) => {
  const { application, client, domain, addUser, terms } = await open(t)
  const user = await addUser(ADA.username)
  const browser = browserFor(application)
  assert.equal((await signInToAccount(browser, application, ADA, 'account-data', '/data')).view.agreements, undefined)
  const acceptedAt = domain.clock.now()
  await domain.termsAcceptances.acceptTerms(user.id, [{ termsId: terms.id, version: 1, clientId: client.id, name: 'terms-of-use', link: 'https://example.com/terms', acceptedAt }])
  const page = pageOf(await browser.open(`${application.publicUrl}/${application.poolId}/account/data`), 'account-data')
  assert.deepEqual(page.view.agreements, [{ document: 'terms', application: client.name, href: 'https://example.com/terms', at: acceptedAt.toISOString() }])
})
