import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'
import type { BrandLayer, BrandSource } from './brand.ts'
import { createBrands, resolveBrand, type BrandsDeps } from './resolve-brand.ts'

const asset = (hash: string) => ({ light: { hash, type: 'image/png', width: 1, height: 1 } }) as const
const layer = (accent: string): BrandLayer => ({ tokens: { light: { accent }, dark: { accent } } })
const source = (layers: Readonly<Record<string, BrandLayer>>): BrandSource => ({ layerOf: ({ poolId, clientId }) => Promise.resolve(layers[clientId ?? poolId] ?? null) })

function brandsOf({ version, house = null, ...sources }: { version?: 1 | 2; house?: BrandLayer | null } & Partial<Record<'own' | 'managed' | 'classic', Readonly<Record<string, BrandLayer>>>>) {
  const domain = version === undefined ? null : ({ domain: 'shop', managedLoginVersion: version } as UserPoolDomain)
  const deps: BrandsDeps = {
    house,
    userPools: { domainOf: () => Promise.resolve(domain) },
    brandSources: { own: source(sources.own ?? {}), managed: source(sources.managed ?? {}), classic: source(sources.classic ?? {}) },
  }
  return createBrands(deps)
}

const accentOf = async (brands: ReturnType<typeof createBrands>, clientId: string | null = 'c'): Promise<string | undefined> =>
  /--id-accent:([^;}]*)/.exec((await brands.brandOf({ poolId: 'p_1', clientId })).stylesheet?.css ?? '')?.[1]

test('a pool without branding has the look of the pages and no sheet', async () => {
  const brand = await brandsOf({}).brandOf({ poolId: 'p_1', clientId: 'c' })
  assert.equal(brand.stylesheet, null)
  assert.equal(brand.logo, null)
  assert.equal(brand.layout, 'centered')
})

test('the domain says whether pages are managed or classic; without a domain those that were branded are shown', async () => {
  const both = { managed: { c: layer('#00a') }, classic: { c: layer('#0a0') } }
  assert.equal(await accentOf(brandsOf({ ...both, version: 2 })), '#0000aa')
  assert.equal(await accentOf(brandsOf({ ...both, version: 1 })), '#00aa00')
  assert.equal(await accentOf(brandsOf(both)), '#0000aa')
  assert.equal(await accentOf(brandsOf({ classic: { c: layer('#0a0') } })), '#00aa00')
  assert.equal(await accentOf(brandsOf({ classic: { c: layer('#0a0') }, version: 2 })), undefined)
})

test("a client's customization is in place of the pool's, which all others have", async () => {
  const brands = brandsOf({ classic: { p_1: layer('#111'), c: { css: '.label-customizable{color:#222}' } } })
  assert.equal(await accentOf(brands), undefined)
  assert.equal(await accentOf(brands, 'another'), '#111111')
  assert.equal(await accentOf(brands, null), '#111111')
})

test('what was published lies over both, the client over the pool, value by value', async () => {
  const own = {
    p_1: { look: { logo: asset('a'), texts: { en: { 'signIn.title': 'Hello', 'signIn.submit': 'Go' } } }, tokens: { light: { accent: '#333', text: '#000' }, dark: {} } },
    c: { look: { layout: 'split', texts: { en: { 'signIn.title': 'Welcome' } } }, tokens: { light: { accent: '#444' }, dark: {} } },
  } as const
  const brands = brandsOf({ own, classic: { p_1: layer('#111') } })
  const brand = await brands.brandOf({ poolId: 'p_1', clientId: 'c' })
  assert.equal(await accentOf(brands), 'light-dark(#444444,#111111)')
  assert.equal(brand.logo, own.p_1.look.logo)
  assert.equal(brand.layout, 'split')
  assert.deepEqual(brand.texts, { en: { 'signIn.title': 'Welcome', 'signIn.submit': 'Go' } })
  assert.equal((await brands.brandOf({ poolId: 'p_1', clientId: 'account.p_1' })).layout, 'centered', "the portal has the pool's look")
})

test('the look of the house lies below everything, and is all there is where nothing else is', async () => {
  assert.equal(await accentOf(brandsOf({ house: layer('#111') })), '#111111')
  assert.equal(await accentOf(brandsOf({ house: layer('#111'), classic: { c: layer('#222') } })), '#222222')
})

test('a look is made once, and anew when a source gives another layer', async () => {
  const layers: Record<string, BrandLayer> = { p_1: layer('#111') }
  const brands = brandsOf({ own: layers })
  const first = await brands.brandOf({ poolId: 'p_1', clientId: null })
  assert.equal(await brands.brandOf({ poolId: 'p_1', clientId: null }), first)
  layers['p_1'] = layer('#222')
  assert.notEqual((await brands.brandOf({ poolId: 'p_1', clientId: null })).stylesheet?.hash, first.stylesheet?.hash)
})

test('a sheet is one cascade layer, and is named by what is in it', () => {
  const sheet = resolveBrand([{ tokens: { light: { 'radius-card': '0' }, dark: {} } }, { css: '.id-card{border-color:red}' }]).stylesheet
  assert.equal(sheet?.css, '@layer pool{:root{--id-radius-card:0}\n.id-card{border-color:red}}')
  assert.match(sheet.hash, /^[0-9a-f]{64}$/)
  assert.notEqual(resolveBrand([layer('#112')]).stylesheet?.hash, resolveBrand([layer('#111')]).stylesheet?.hash)
})
