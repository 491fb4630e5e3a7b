import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { AssetType } from '@aws-sdk/client-cognito-identity-provider'
import sharp from 'sharp'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { minutes } from '#src/contracts/duration.ts'
import { createSdk } from '#test/aws-api/open-aws-api.ts'
import { beginAuthorize, browserFor, CALLBACK } from '#test/drive/application.ts'
import { pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse } from '#test/drive/open-poolhouse.ts'

const png = async (color: string, width = 64, height = 32) => new Uint8Array(await sharp({ create: { width, height, channels: 3, background: color } }).png().toBuffer())
const asset = async (Category: AssetType['Category'], color: string, ColorMode: AssetType['ColorMode'] = 'DYNAMIC'): Promise<AssetType> => ({ Category, ColorMode, Extension: 'PNG', Bytes: await png(color) })

async function open(t: TestContext) {
  const poolhouse = await openPoolhouse(t)
  const sdk = createSdk(poolhouse.url)
  t.after(() => sdk.destroy())
  const { application, pool, client } = poolhouse
  const style = async (Settings: object, Assets: AssetType[] = [], ClientId = client.id) => {
    const { ManagedLoginBranding } = await sdk.createManagedLoginBranding({ UserPoolId: pool.id, ClientId, Settings: Settings as never, Assets })
    return ManagedLoginBranding?.ManagedLoginBrandingId
  }
  const signIn = async () => pageOf(await beginAuthorize(browserFor(application), application), 'sign-in')
  const stylesheet = async (href: string | undefined) => {
    const answer = await fetch(`${poolhouse.url}${href ?? assert.fail('no style sheet')}`)
    return { headers: answer.headers, css: await answer.text() }
  }
  return { ...poolhouse, sdk, style, signIn, stylesheet }
}

test('a style changes the pages of its client at once, and of no other', async (t) => {
  const { application, domain, pool, sdk, style, signIn, stylesheet } = await open(t)
  assert.equal((await signIn()).view.frame.stylesheets, undefined)
  const id = await style({ components: { primaryButton: { lightMode: { defaults: { backgroundColor: '0b5d1eff' } } } }, categories: { global: { colorSchemeMode: 'LIGHT' }, form: { location: { horizontal: 'START', vertical: 'CENTER' } } } })
  const { frame } = (await signIn()).view
  assert.deepEqual([frame.layout, frame.colorScheme], ['split', 'light'])
  const { css, headers } = await stylesheet(frame.stylesheets?.[0])
  assert.match(css, /^@layer pool\{:root\{[^}]*--id-accent:[^;]*#0b5d1e/)
  assert.match(headers.get('cache-control') ?? '', /immutable/)
  const other = await createUserPoolClient(domain, { UserPoolId: pool.id, ClientName: 'other', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid'], CallbackURLs: [CALLBACK] })
  const elsewhere = { ...application, clientId: other.id }
  assert.equal(pageOf(await beginAuthorize(browserFor(elsewhere), elsewhere, { scope: 'openid' }), 'sign-in').view.frame.layout, undefined)
  await sdk.updateManagedLoginBranding({ UserPoolId: pool.id, ManagedLoginBrandingId: id, Settings: { categories: { form: { location: { horizontal: 'END' } } } } })
  assert.equal((await signIn()).view.frame.layout, 'split-reversed')
  await sdk.deleteManagedLoginBranding({ UserPoolId: pool.id, ManagedLoginBrandingId: id })
  assert.deepEqual([(await signIn()).view.frame.layout, (await signIn()).view.frame.stylesheets], [undefined, undefined])
})

test('the domain\'s version says whether styles count', async (t) => {
  const { pool, sdk, style, signIn } = await open(t)
  await style({ categories: { global: { spacingDensity: 'COMPACT' } } })
  assert.equal((await signIn()).view.frame.density, 'compact')
  await sdk.createUserPoolDomain({ UserPoolId: pool.id, Domain: 'styled-people', ManagedLoginVersion: 1 })
  assert.equal((await signIn()).view.frame.density, undefined)
  await sdk.updateUserPoolDomain({ UserPoolId: pool.id, Domain: 'styled-people', ManagedLoginVersion: 2, CustomDomainConfig: undefined })
  assert.equal((await signIn()).view.frame.density, 'compact')
})

test('pictures are drawn anew and served for good from the pool\'s own address', async (t) => {
  const { url, style, signIn, stylesheet } = await open(t)
  await style(
    {
      categories: { global: { pageHeader: { enabled: true }, pageFooter: { enabled: true } } },
      components: { form: { logo: { enabled: true, formInclusion: 'OUT', location: 'CENTER', position: 'TOP' } }, pageHeader: { logo: { enabled: true, location: 'END' } } },
    },
    [await asset('FORM_LOGO', '#111111', 'LIGHT'), await asset('FORM_LOGO', '#eeeeee', 'DARK'), await asset('PAGE_HEADER_LOGO', '#ff0000'), await asset('PAGE_BACKGROUND', '#00ff00'), await asset('FAVICON_SVG', '#0000ff'), await asset('PASSWORD_GRAPHIC', '#00ffff')],
  )
  const page = await signIn()
  const { frame } = page.view
  assert.equal(frame.logoOutside, true)
  assert.ok(frame.pool.logo?.darkSrc !== undefined && frame.pool.logo.darkSrc !== frame.pool.logo.src)
  assert.deepEqual([frame.header?.logo?.alt, frame.footer], ['people', {}])
  for (const src of [frame.pool.logo.src, frame.header?.logo?.src, frame.favicon?.href]) {
    const answer = await fetch(`${url}${src ?? ''}`)
    assert.deepEqual([answer.status, answer.headers.get('content-type'), answer.headers.get('x-content-type-options')], [200, 'image/png', 'nosniff'])
    assert.match(answer.headers.get('cache-control') ?? '', /immutable/)
    assert.match(answer.headers.get('content-security-policy') ?? '', /sandbox/)
  }
  const { css } = await stylesheet(frame.stylesheets?.[0])
  const background = /body\{background:url\("([^"]+)"\)/.exec(css)?.[1] ?? assert.fail(css)
  const sheet = frame.stylesheets?.[0] ?? ''
  assert.equal((await fetch(new URL(background, `${url}${sheet}`))).status, 200)
})

test('what is asked about has its picture above the heading', async (t) => {
  const { application, url, style } = await open(t)
  await style({}, [await asset('PASSWORD_GRAPHIC', '#00ffff')])
  const browser = browserFor(application)
  const page = pageOf(await beginAuthorize(browser, application), 'sign-in')
  assert.equal(page.view.frame.graphic, undefined)
  const forgot = pageOf(await browser.open(`${url}${page.view.frame.links.forgotPassword ?? ''}`), 'forgot-password')
  assert.match(forgot.view.frame.graphic?.src ?? '', /\/branding\/[0-9a-f]{64}\.png$/)
})

test('the time that is left is the request\'s own, and is said where the style wants it', async (t) => {
  const { application, clock, style } = await open(t)
  const browser = browserFor(application)
  assert.equal(pageOf(await beginAuthorize(browser, application), 'sign-in').view.frame.timer, undefined)
  await style({ categories: { form: { sessionTimerDisplay: 'COUNTDOWN', languageSelector: { enabled: false }, instructions: { enabled: false } }, auth: { authMethodOrder: [[{ display: 'BUTTON', type: 'FEDERATED' }, { display: 'INPUT', type: 'USERNAME_PASSWORD' }]] } } })
  clock.hold()
  const page = pageOf(await beginAuthorize(browser, application), 'sign-in')
  const { timer, languages, withoutInstructions } = page.view.frame
  assert.ok(timer && timer.seconds > 3580 && timer.seconds <= 3600, String(timer?.seconds))
  assert.deepEqual([languages, withoutInstructions, page.view.providersFirst], [undefined, true, true])
  clock.advance(minutes(50))
  const later = pageOf(await browser.open(page.url), 'sign-in')
  assert.ok(later.view.frame.timer && later.view.frame.timer.seconds <= 600 && later.view.frame.timer.seconds > 580)
  clock.advance(minutes(11))
  const restarted = pageOf(await browser.open(`${application.publicUrl}${timer.againHref}`), 'sign-in')
  assert.ok(restarted.view.frame.timer && restarted.view.frame.timer.seconds > 3580, 'the link begins again')
})
