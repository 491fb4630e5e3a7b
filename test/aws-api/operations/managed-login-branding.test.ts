import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { AssetType, CreateManagedLoginBrandingCommandInput, ManagedLoginBrandingType, UpdateManagedLoginBrandingCommandInput } from '@aws-sdk/client-cognito-identity-provider'
import sharp from 'sharp'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { makePool } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'

const UNKNOWN = '0f2b8a1e-5c54-4a7e-9a3c-3a5f0f4f0c11'
const SETTINGS = {
  categories: { global: { colorSchemeMode: 'DARK', pageHeader: { enabled: true } } },
  components: { form: { borderRadius: 4, lightMode: { backgroundColor: 'ffeeddff' } } },
  // Nobody here knows this; it stays all the same.
  futureThings: { list: [1, 'two', { three: false }], nothing: {} },
}
const ONE_SOURCE = 'useCognitoProvidedValues or settings should be specified (but not both)'

const png = async (color = '#336699') => new Uint8Array(await sharp({ create: { width: 24, height: 12, channels: 3, background: color } }).png().toBuffer())
const logo = async (change: Partial<AssetType> = {}): Promise<AssetType> => ({ Category: 'FORM_LOGO', ColorMode: 'LIGHT', Extension: 'PNG', Bytes: await png(), ...change })

async function open(t: TestContext) {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  const of = (branding: ManagedLoginBrandingType | undefined): ManagedLoginBrandingType => branding ?? assert.fail()
  const create = async (change: Partial<CreateManagedLoginBrandingCommandInput> = {}) =>
    of((await api.sdk.createManagedLoginBranding({ UserPoolId: pool.id, ClientId: client.id, Settings: SETTINGS, ...change })).ManagedLoginBranding)
  const update = async (style: ManagedLoginBrandingType, change: Partial<UpdateManagedLoginBrandingCommandInput>) =>
    of((await api.sdk.updateManagedLoginBranding({ UserPoolId: pool.id, ManagedLoginBrandingId: style.ManagedLoginBrandingId, ...change })).ManagedLoginBranding)
  const describe = async (style: ManagedLoginBrandingType, ReturnMergedResources?: boolean) =>
    of((await api.sdk.describeManagedLoginBranding({ UserPoolId: pool.id, ManagedLoginBrandingId: style.ManagedLoginBrandingId, ReturnMergedResources })).ManagedLoginBranding)
  const anotherClient = async () => (await createUserPoolClient(api.domain, { UserPoolId: pool.id, ClientName: 'another' })).id
  return { ...api, pool, client, create, update, describe, anotherClient }
}

const facts = (assets: AssetType[] | undefined) => (assets ?? []).map(({ Category, ColorMode, Extension }) => `${Category} ${ColorMode} ${Extension}`)

test('CreateManagedLoginBranding: answers what was set and nothing else, members that nobody knows among it', async (t) => {
  const { pool, create, describe } = await open(t)
  const asset = await logo()
  const { ManagedLoginBrandingId: id, CreationDate, LastModifiedDate, ...style } = await create({ Assets: [asset] })
  assert.match(id ?? '', /^[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}$/)
  assert.ok(CreationDate && Math.abs(CreationDate.getTime() - Date.now()) < 60_000)
  assert.deepEqual(LastModifiedDate, CreationDate)
  assert.deepEqual(style, { UserPoolId: pool.id, UseCognitoProvidedValues: false, Settings: SETTINGS, Assets: [asset] })
  assert.deepEqual(await describe({ ManagedLoginBrandingId: id }), { ManagedLoginBrandingId: id, CreationDate, LastModifiedDate, ...style })
})

test('CreateManagedLoginBranding: Cognito\'s own look has no settings, but always a list of assets', async (t) => {
  const { pool, client, create, post, anotherClient } = await open(t)
  const style = await create({ Settings: undefined, UseCognitoProvidedValues: true })
  assert.deepEqual([style.UseCognitoProvidedValues, style.Settings, style.Assets], [true, undefined, []])
  const raw = await post('DescribeManagedLoginBrandingByClient', { UserPoolId: pool.id, ClientId: client.id })
  assert.ok(!('Settings' in (raw.json.ManagedLoginBranding as object)))
  const branded = await create({ ClientId: await anotherClient(), Settings: undefined, UseCognitoProvidedValues: true, Assets: [await logo()] })
  assert.deepEqual(facts(branded.Assets), ['FORM_LOGO LIGHT PNG'])
})

test('CreateManagedLoginBranding: exactly one of settings and Cognito\'s own look', async (t) => {
  const { create, update } = await open(t)
  for (const change of [{ UseCognitoProvidedValues: true }, { Settings: undefined }, { Settings: undefined, UseCognitoProvidedValues: false }]) {
    const { name, message } = await refusalOf(create(change))
    assert.deepEqual([name, message], ['InvalidParameterException', ONE_SOURCE])
  }
  const style = await create({ UseCognitoProvidedValues: false })
  for (const change of [{}, { Assets: [] }, { UseCognitoProvidedValues: false }, { UseCognitoProvidedValues: true, Settings: {} }]) assert.equal((await refusalOf(update(style, change))).message, ONE_SOURCE)
})

test('CreateManagedLoginBranding: a client has one, and a pool twenty', async (t) => {
  const { client, create, anotherClient } = await open(t)
  const racing = await Promise.allSettled(Array.from({ length: 4 }, () => create()))
  assert.equal(racing.filter(({ status }) => status === 'fulfilled').length, 1)
  const second = await refusalOf(create())
  assert.deepEqual([second.name, second.message], ['ManagedLoginBrandingExistsException', `A ManagedLoginBranding already exists for client ${client.id}`])
  for (let number = 2; number <= 20; number++) await create({ ClientId: await anotherClient() })
  assert.equal((await refusalOf(create({ ClientId: await anotherClient() }))).name, 'LimitExceededException')
})

test('CreateManagedLoginBranding: refuses unknown names, settings that cannot be meant, and assets that are no pictures', async (t) => {
  const { pool, create, ...api } = await open(t)
  const { client: elsewhere } = await makePool(api)
  for (const change of [{ ClientId: elsewhere.id }, { UserPoolId: 'us-east-1_000000000' }, { ClientId: 'nobody' }]) assert.equal((await refusalOf(create(change))).name, 'ResourceNotFoundException')
  const bytes = await png()
  const invalid: Partial<CreateManagedLoginBrandingCommandInput>[] = [
    { Settings: { components: { form: { lightMode: { backgroundColor: 'red' } } } } },
    { Settings: { components: { form: { lightMode: { backgroundColor: 'ffffff;}body{display:none' } } } } },
    { Settings: { components: { form: { borderRadius: '8' } } } },
    { Settings: { componentClasses: { buttons: { borderRadius: 4000 } } } },
    { Settings: { categories: { global: { pageHeader: { enabled: 'yes' } } } } },
    { Settings: { categories: { auth: { authMethodOrder: {} } } } },
    { Settings: { note: 'a\u0000b' } },
    { Assets: [await logo({ Category: 'POSTER' as never })] },
    { Assets: [await logo({ Extension: 'GIF' as never })] },
    { Assets: [await logo({ Extension: 'JPEG' })] },
    { Assets: [await logo({ Bytes: new TextEncoder().encode('<html><script>alert(1)</script></html>') })] },
    { Assets: [await logo({ Bytes: bytes.slice(0, bytes.length / 2) })] },
    { Assets: [await logo({ Bytes: new Uint8Array(0) })] },
    { Assets: [{ Category: 'FORM_LOGO', ColorMode: 'LIGHT', Extension: 'PNG' }] },
    { Assets: [await logo({ Category: 'FAVICON_ICO' })] },
    { Assets: [await logo(), await logo()] },
    { Assets: await Promise.all(Array.from({ length: 41 }, (_, index) => logo({ Category: 'IDP_BUTTON_ICON', ResourceId: `icon-${index}` }))) },
  ]
  for (const change of invalid) assert.equal((await refusalOf(create(change))).name, 'InvalidParameterException', JSON.stringify(change).slice(0, 120))
  assert.match((await refusalOf(create({ Settings: { components: { form: { lightMode: { backgroundColor: 'red' } } } } }))).message, /settings\.components\.form\.lightMode\.backgroundColor/)
  assert.equal((await api.post('CreateManagedLoginBranding', { UserPoolId: pool.id, ClientId: 'x', Settings: 'none' })).json.__type, 'InvalidParameterException')
  assert.equal((await api.post('CreateManagedLoginBranding', { UserPoolId: pool.id, ClientId: 'x', UseCognitoProvidedValues: true, Assets: 'none' })).json.__type, 'SerializationException')
})

/** A drawing as wide as those that Amazon's documentation shows. */
const WIDE_DRAWING = '<svg width="20000" height="400" viewBox="0 0 20000 400" fill="none" xmlns="http://www.w3.org/2000/svg"><g clip-path="url(#c)"><rect width="20000" height="400" fill="url(#p)"/></g><defs><linearGradient id="p" x1="894" y1="199" x2="18034" y2="-5899" gradientUnits="userSpaceOnUse"><stop stop-color="#BF80FF"/><stop offset="1" stop-color="#FF8FAB"/></linearGradient><clipPath id="c"><rect width="20000" height="400" fill="white"/></clipPath></defs></svg>'

/** An icon file around one PNG (the format's newer kind). */
const icon = (picture: Uint8Array): Uint8Array => {
  const head = Buffer.alloc(22)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(1, 4)
  head.set([24, 12, 0, 0, 1, 0, 32, 0], 6)
  head.writeUInt32LE(picture.length, 14)
  head.writeUInt32LE(22, 18)
  return new Uint8Array(Buffer.concat([head, picture]))
}

test('assets come back as they were sent, and are served as PNG, drawings and icons too', async (t) => {
  const { pool, client, domain, create, describe } = await open(t)
  const assets: AssetType[] = [
    { Category: 'FAVICON_ICO', ColorMode: 'DYNAMIC', Extension: 'ICO', Bytes: icon(await png()) },
    { Category: 'PAGE_FOOTER_BACKGROUND', ColorMode: 'DARK', Extension: 'SVG', Bytes: new TextEncoder().encode(WIDE_DRAWING) },
  ]
  const style = await create({ Assets: assets })
  assert.deepEqual((await describe(style)).Assets, assets)
  const used = await domain.managedStyles.styleOfClient(pool.id, client.id)
  assert.deepEqual(used?.pictures.map(({ category, served: { type, width } }) => [category, type, (width ?? 0) > 0]), [['FAVICON_ICO', 'image/png', true], ['PAGE_FOOTER_BACKGROUND', 'image/png', true]])
})

test('UpdateManagedLoginBranding: settings change member by member, assets by category, mode and name; all else stays', async (t) => {
  const { create, update, describe } = await open(t)
  const style = await create({ Assets: [await logo(), await logo({ Category: 'PAGE_BACKGROUND', ColorMode: 'DYNAMIC' })] })
  const changed = await update(style, { Settings: { components: { form: { borderRadius: 12 } }, futureThings: { list: [] } } })
  assert.deepEqual(changed.Settings, {
    ...SETTINGS, components: { form: { borderRadius: 12, lightMode: { backgroundColor: 'ffeeddff' } } }, futureThings: { list: [], nothing: {} },
  })
  assert.deepEqual(facts(changed.Assets), ['FORM_LOGO LIGHT PNG', 'PAGE_BACKGROUND DYNAMIC PNG'])
  assert.ok(changed.LastModifiedDate && style.LastModifiedDate && changed.LastModifiedDate > style.LastModifiedDate)
  assert.deepEqual(changed.CreationDate, style.CreationDate)
  const red = await logo({ Bytes: await png('#cc0000') })
  const pictured = await update(style, { Settings: {}, Assets: [red, await logo({ ColorMode: 'DARK' }), { Category: 'PAGE_BACKGROUND', ColorMode: 'DYNAMIC', Extension: 'PNG' }] })
  assert.deepEqual(facts(pictured.Assets), ['FORM_LOGO DARK PNG', 'FORM_LOGO LIGHT PNG', 'PAGE_BACKGROUND DYNAMIC PNG'])
  assert.deepEqual(pictured.Assets?.find(({ ColorMode }) => ColorMode === 'LIGHT')?.Bytes, red.Bytes)
  assert.deepEqual(pictured.Settings, changed.Settings)
  assert.deepEqual(await describe(style), pictured)
})

test('UpdateManagedLoginBranding: Cognito\'s own look takes settings and assets away', async (t) => {
  const { create, update } = await open(t)
  const style = await create({ Assets: [await logo()] })
  const plain = await update(style, { UseCognitoProvidedValues: true })
  assert.deepEqual([plain.UseCognitoProvidedValues, plain.Settings, plain.Assets], [true, undefined, []])
  assert.deepEqual((await update(style, { Settings: { components: {} } })).UseCognitoProvidedValues, false)
})

test('UpdateManagedLoginBranding: refuses what is not there, more than forty assets in all, and one of two changes at a time', async (t) => {
  const { pool, create, update, sdk, describe } = await open(t)
  const icons = (from: number, count: number) => Promise.all(Array.from({ length: count }, (_, index) => logo({ Category: 'IDP_BUTTON_ICON', ResourceId: `icon-${from + index}` })))
  const style = await create({ Assets: await icons(0, 40) })
  assert.equal((await refusalOf(update(style, { Settings: { components: { form: { borderRadius: 1 } } }, Assets: await icons(40, 1) }))).name, 'InvalidParameterException')
  assert.deepEqual([(await describe(style)).Settings, (await describe(style)).Assets?.length], [SETTINGS, 40])
  const unknown = await refusalOf(update({ ManagedLoginBrandingId: UNKNOWN }, { Settings: {} }))
  assert.deepEqual([unknown.name, unknown.message], ['ResourceNotFoundException', 'ManagedLoginBranding does not exist.'])
  assert.equal((await refusalOf(sdk.updateManagedLoginBranding({ UserPoolId: pool.id, ManagedLoginBrandingId: 'x', Settings: {} }))).name, 'InvalidParameterException')
  assert.equal((await refusalOf(sdk.updateManagedLoginBranding({ Settings: {} }))).name, 'InvalidParameterException')
  const endings = await Promise.allSettled(Array.from({ length: 6 }, (_, index) => update(style, { Settings: { [`change${index}`]: true } })))
  const names = endings.flatMap((ending) => (ending.status === 'rejected' ? [(ending.reason as Error).name] : []))
  assert.ok(names.every((name) => name === 'ConcurrentModificationException'), names.join())
  const kept = Object.keys((await describe(style)).Settings as object).filter((member) => member.startsWith('change'))
  assert.equal(kept.length, 6 - names.length)
})

test('DescribeManagedLoginBranding: of its own pool alone, and with Cognito\'s settings beneath when asked', async (t) => {
  const { sdk, create, describe, ...api } = await open(t)
  const style = await create()
  const merged = (await describe(style, true)).Settings as unknown as { categories: { form: object; global: object }; components: { form: { lightMode: object; darkMode: object } }; futureThings: object }
  assert.deepEqual(merged.categories.form, {
    displayGraphics: true, instructions: { enabled: false }, languageSelector: { enabled: false }, location: { horizontal: 'CENTER', vertical: 'CENTER' }, sessionTimerDisplay: 'NONE',
  })
  assert.deepEqual(merged.categories.global, { colorSchemeMode: 'DARK', pageFooter: { enabled: false }, pageHeader: { enabled: true }, spacingDensity: 'REGULAR' })
  assert.deepEqual(merged.components.form.lightMode, { backgroundColor: 'ffeeddff', borderColor: 'c6c6cdff' })
  assert.deepEqual(merged.components.form.darkMode, { backgroundColor: '0f1b2aff', borderColor: '424650ff' })
  assert.deepEqual(merged.futureThings, SETTINGS.futureThings)
  assert.deepEqual((await describe(style)).Settings, SETTINGS)
  const { pool: other } = await makePool({ ...api })
  for (const name of [{ UserPoolId: other.id, ManagedLoginBrandingId: style.ManagedLoginBrandingId }, { UserPoolId: api.pool.id, ManagedLoginBrandingId: UNKNOWN }]) {
    const refused = await refusalOf(sdk.describeManagedLoginBranding(name))
    assert.deepEqual([refused.name, refused.message], ['ResourceNotFoundException', 'ManagedLoginBranding does not exist.'])
  }
  assert.equal((await refusalOf(sdk.describeManagedLoginBranding({ UserPoolId: api.pool.id, ManagedLoginBrandingId: '00000000-0000-0000-0000-000000000000' }))).name, 'InvalidParameterException')
})

test('DescribeManagedLoginBrandingByClient: the style of a client, or the news that it has none', async (t) => {
  const { sdk, pool, client, create } = await open(t)
  const find = (ReturnMergedResources?: boolean) => sdk.describeManagedLoginBrandingByClient({ UserPoolId: pool.id, ClientId: client.id, ReturnMergedResources })
  const none = await refusalOf(find())
  assert.deepEqual([none.name, none.message], ['ResourceNotFoundException', `ManagedLoginBranding for client ${client.id} does not exist.`])
  const style = await create({ Assets: [await logo()] })
  assert.deepEqual((await find()).ManagedLoginBranding, style)
  assert.ok('componentClasses' in ((await find(true)).ManagedLoginBranding?.Settings as object))
  assert.equal((await refusalOf(sdk.describeManagedLoginBrandingByClient({ UserPoolId: pool.id, ClientId: 'nobody' }))).name, 'ResourceNotFoundException')
})

test('DeleteManagedLoginBranding: takes the style away and answers without a body; styles go with their client', async (t) => {
  const { sdk, pool, client, create, post } = await open(t)
  const { ManagedLoginBrandingId } = await create({ Assets: [await logo()] })
  const answer = await post('DeleteManagedLoginBranding', { UserPoolId: pool.id, ManagedLoginBrandingId })
  assert.deepEqual([answer.status, answer.text], [200, ''])
  for (const gone of [sdk.deleteManagedLoginBranding({ UserPoolId: pool.id, ManagedLoginBrandingId }), sdk.describeManagedLoginBranding({ UserPoolId: pool.id, ManagedLoginBrandingId })]) assert.equal((await refusalOf(gone)).name, 'ResourceNotFoundException')
  const again = await create()
  await sdk.deleteUserPoolClient({ UserPoolId: pool.id, ClientId: client.id })
  assert.equal((await refusalOf(sdk.describeManagedLoginBranding({ UserPoolId: pool.id, ManagedLoginBrandingId: again.ManagedLoginBrandingId }))).name, 'ResourceNotFoundException')
})

test('the operations that carry pictures take 2 MB, all others 1 MB', async (t) => {
  const { pool, client, create, post, url } = await open(t)
  const statusOf = async (operation: string, body: object) => (await fetch(`${url}/`, {
    method: 'POST', headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` }, body: JSON.stringify(body),
  })).status
  const noise = (kilobytes: number) => 'x'.repeat(kilobytes * 1024)
  const style = await create({ Settings: { note: noise(1900) } })
  assert.equal((style.Settings as { note: string }).note.length, 1900 * 1024)
  const tooLarge = { UserPoolId: pool.id, ClientId: client.id, ManagedLoginBrandingId: style.ManagedLoginBrandingId, Settings: { note: noise(2050) } }
  assert.equal(await statusOf('UpdateManagedLoginBranding', tooLarge), 413)
  assert.equal(await statusOf('DescribeManagedLoginBranding', { ...tooLarge, Settings: { note: noise(1100) } }), 413)
  // What grows request by request has an end as well.
  assert.equal((await post('UpdateManagedLoginBranding', { ...tooLarge, Settings: { more: noise(1500) } })).json.__type, 'InvalidParameterException')
})
