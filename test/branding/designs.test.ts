import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { DESIGN_FORMAT, type DesignDocument } from '#src/domain/branding/designs/design-document.ts'
import { exportDesign } from '#src/domain/branding/designs/export-design.ts'
import { publishDraft } from '#src/domain/branding/designs/publish-draft.ts'
import { rollBackDesign } from '#src/domain/branding/designs/roll-back-design.ts'
import { saveDraft } from '#src/domain/branding/designs/save-draft.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import { sweepBrandAssets } from '#src/storage/branding/brand-assets.ts'
import { beginAuthorize, browserFor } from '#test/drive/application.ts'
import { pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, type Poolhouse } from '#test/drive/open-poolhouse.ts'

/** A red dot. */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'
const document = (changes: Partial<DesignDocument> = {}): DesignDocument => ({ format: DESIGN_FORMAT, ...changes })
const accent = (value: string): DesignDocument => document({ tokens: { accent: value } })

for (const engine of ['embedded', 'postgresql'] as const) {
  test(`a draft is seen by nobody, a version by everybody, and an earlier one again (${engine})`, async (t) => {
    const { domain, target, look } = await open(t, engine)
    const before = await look()
    await saveDraft(domain, { ...target, document: accent('#aa0000') })
    assert.equal(await look(), before)
    assert.equal(await publishDraft(domain, target), 1)
    assert.match(await look(), /--id-accent:#aa0000/)
    await saveDraft(domain, { ...target, document: accent('#00aa00') })
    assert.equal(await publishDraft(domain, target), 2)
    assert.match(await look(), /--id-accent:#00aa00/)
    await rollBackDesign(domain, { ...target, number: 1 })
    assert.match(await look(), /--id-accent:#aa0000/)
    assert.deepEqual((await domain.brandDesigns.listVersions(target)).map(({ number }) => number), [2, 1])
    await rollBackDesign(domain, { ...target, number: null })
    assert.equal(await look(), before)
  })

  test(`of any number who publish, save or go back at once from one state, one wins (${engine})`, async (t) => {
    const { domain, target } = await open(t, engine)
    const saved = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => saveDraft(domain, { ...target, document: accent(`#00000${n}`), revision: 0 })))
    assertOneWon(saved)
    assertOneWon(await Promise.allSettled(Array.from({ length: 6 }, () => publishDraft(domain, { ...target, revision: 1 }))))
    assert.equal((await domain.brandDesigns.listVersions(target)).length, 1)
    await saveDraft(domain, { ...target, document: accent('#123456') })
    const at = domain.clock.now()
    const revision = (await domain.brandDesigns.findState(target))?.revision ?? assert.fail()
    assertOneWon(await Promise.allSettled([
      domain.brandDesigns.publishDraft({ ...target, revision, at }), domain.brandDesigns.choosePublished({ ...target, revision, at }, null), domain.brandDesigns.publishDraft({ ...target, revision, at }),
    ]))
  })

  test(`what is exported and imported again is the same design (${engine})`, async (t) => {
    const { domain, target } = await open(t, engine)
    const whole = document({
      tokens: { accent: '#0a7', bg: { light: '#ffffff', dark: '#000000' }, 'radius-card': '8px' }, css: '.id-card { border-width: 2px }', layout: 'split', colorScheme: 'dark', density: 'compact',
      header: true, links: { help: 'https://example.com/help' }, images: { logo: { light: { data: DOT } } }, texts: { en: { 'signIn.title': 'Welcome' } },
    })
    await saveDraft(domain, { ...target, document: whole })
    const exported = await exportDesign(domain, { ...target, which: 'draft' })
    await publishDraft(domain, target)
    assert.deepEqual(await exportDesign(domain, { ...target, which: 'published' }), exported)
    assert.deepEqual(exported, { ...whole, images: exported.images })
    assert.ok(exported.images?.logo?.light.data)
    await saveDraft(domain, { ...target, document: JSON.parse(JSON.stringify(exported)) as unknown })
    await publishDraft(domain, target)
    assert.deepEqual(await exportDesign(domain, { ...target, which: 2 }), await exportDesign(domain, { ...target, which: 1 }))
  })
}

test('the last fifty versions are kept with their files', async (t) => {
  const { domain, target, opened } = await open(t)
  const at = domain.clock.now()
  const sweep = () => sweepBrandAssets(opened.sql, { due: new Date(domain.clock.now().getTime() + 1000), now: domain.clock.now(), stopped: () => false })
  const save = async (change: Partial<DesignDocument>) => {
    const { revision } = await saveDraft(domain, { ...target, document: document(change) })
    await domain.brandDesigns.publishDraft({ ...target, revision, at })
  }
  await save({ images: { logo: { light: { data: DOT } } } })
  const { hash } = (await domain.brandDesigns.findVersion(target, 1))?.design.images.logo?.light ?? assert.fail()
  for (let n = 2; n <= 50; n++) await save({ tokens: { accent: `#0000${String(n).padStart(2, '0')}` } })
  assert.equal(await sweep(), 0)
  await save({ layout: 'hero' })
  await save({ layout: 'minimal' })
  assert.deepEqual((await domain.brandDesigns.listVersions(target)).map(({ number }) => number), Array.from({ length: 50 }, (_, n) => 52 - n))
  assert.ok(await domain.brandAssets.findAsset(target.poolId, hash), 'it was read a moment ago')
  assert.equal(await sweep(), 1, 'the file of the first version is nobody’s any more')
  await save({ images: { logo: { light: { data: DOT } } } })
  assert.equal(await sweep(), 0)
})

test("a client's design lies over the pool's, and another pool has nothing of either", async (t) => {
  const { domain, target, look, pool, application } = await open(t)
  await saveDraft(domain, { poolId: pool.id, clientId: null, document: document({ tokens: { accent: '#aa0000', 'radius-card': '0' } }) })
  await publishDraft(domain, { poolId: pool.id, clientId: null })
  await saveDraft(domain, { ...target, document: accent('#00aa00') })
  await publishDraft(domain, target)
  const sheet = await look()
  assert.match(sheet, /--id-accent:#00aa00/)
  assert.match(sheet, /--id-radius-card:0/)
  const other = await createUserPool(domain, { region: 'us-east-1', request: { PoolName: 'others' } })
  assert.equal((await domain.brands.brandOf({ poolId: other.id, clientId: null })).stylesheet, null)
  const hash = (await domain.brands.brandOf(target)).stylesheet?.hash ?? assert.fail()
  assert.equal((await fetch(`${application.publicUrl}/${other.id}/branding/${hash}.css?client=${target.clientId}`)).status, 404)
})

test('a design sets logo, layout, scheme, links and texts of the page', async (t) => {
  const { domain, target, application } = await open(t)
  await saveDraft(domain, { ...target, document: document({ layout: 'hero', colorScheme: 'light', images: { logo: { light: { data: DOT }, dark: { data: DOT } } }, links: { privacy: 'https://example.com/privacy' } }) })
  await publishDraft(domain, target)
  const { frame } = pageOf(await beginAuthorize(browserFor(application), application), 'sign-in').view
  assert.equal(frame.layout, 'hero')
  assert.equal(frame.colorScheme, 'light')
  assert.equal(frame.links.privacy, 'https://example.com/privacy')
  assert.match(frame.pool.logo?.src ?? '', /\/branding\/[0-9a-f]{64}\.png$/)
  assert.equal(frame.pool.logo?.darkSrc, undefined, 'a page that is always light has no dark logo')
  const file = await fetch(`${application.publicUrl}${frame.pool.logo?.src ?? ''}`)
  assert.equal(file.headers.get('content-type'), 'image/png')
  assert.deepEqual([...new Uint8Array(await file.arrayBuffer()).subarray(1, 4)], [...Buffer.from('PNG')])
})

test('the style sheet is kept for good, can do nothing by itself, and a hash that is not known (any more) answers the present one, which nobody keeps', async (t) => {
  const { domain, target, application, pool } = await open(t)
  await saveDraft(domain, { ...target, document: accent('#00aa00') })
  await publishDraft(domain, target)
  const { frame } = pageOf(await beginAuthorize(browserFor(application), application), 'sign-in').view
  const [href = ''] = frame.stylesheets ?? []
  const answer = await fetch(`${application.publicUrl}${href}`)
  assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  assert.equal(answer.headers.get('content-type'), 'text/css; charset=utf-8')
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  assert.equal(answer.headers.get('content-security-policy'), "default-src 'none'; sandbox")
  const older = await fetch(`${application.publicUrl}/${pool.id}/branding/${'0'.repeat(64)}.css?client=${target.clientId}`)
  assert.equal(older.headers.get('cache-control'), 'no-store')
  assert.equal(await older.text(), await answer.text())
  for (const path of ['x.css', `${'0'.repeat(64)}.svg`, `${'0'.repeat(64)}.html`]) assert.equal((await fetch(`${application.publicUrl}/${pool.id}/branding/${path}`)).status, 404, path)
  assert.equal((await fetch(`${application.publicUrl}${href}`, { method: 'POST' })).status, 405)
})

test('the look of the house is that of all pools, files and all, and a start with a file that cannot be used is refused', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'poolhouse-house-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'house.json')
  await writeFile(file, JSON.stringify(document({ tokens: { accent: '#aa0000' }, images: { logo: { light: { data: DOT } } } })))
  const { application, domain, target } = await openPoolhouse(t, { variables: { BRANDING_FILE: file } }).then((opened) => ({ ...opened, target: { poolId: opened.pool.id, clientId: opened.client.id } }))
  const { frame } = pageOf(await beginAuthorize(browserFor(application), application), 'sign-in').view
  assert.equal((await fetch(`${application.publicUrl}${frame.pool.logo?.src ?? ''}`)).status, 200)
  assert.match((await domain.brands.brandOf(target)).stylesheet?.css ?? '', /--id-accent:#aa0000/)
  await saveDraft(domain, { ...target, document: accent('#00aa00') })
  await publishDraft(domain, target)
  assert.match((await domain.brands.brandOf(target)).stylesheet?.css ?? '', /--id-accent:#00aa00/)
  await writeFile(file, '{}')
  await assert.rejects(openPoolhouse(t, { variables: { BRANDING_FILE: file } }), { code: 'ConfigurationInvalid', message: /BRANDING_FILE/ })
})

test('a document that cannot be used is refused with everything that is wrong in it, and nothing is kept', async (t) => {
  const { domain, target } = await open(t)
  const wrong = document({
    tokens: { accent: 'url(x)', 'radius-card': '1vw', font: 'a;b' }, images: { logo: { light: { data: Buffer.from('<svg onload="x"/>').toString('base64') } } },
    fonts: [{ data: Buffer.from('wOF2 no font').toString('base64') }], texts: { en: { 'signIn.nothing': 'x', 'frame.continueTo': 'to <b>{client}</b>', 'frame.optional': 'a {stranger}' }, de: { 'frame.or': '{' } },
  })
  await assert.rejects(saveDraft(domain, { ...target, document: wrong }), (error: Error & { code?: string }) => {
    assert.equal(error.code, 'InvalidParameter')
    for (const place of ['tokens.accent', 'tokens.radius-card', 'tokens.font', 'fonts.0', 'texts.en signIn.nothing', 'texts.en frame.continueTo', 'texts.en frame.optional', 'texts.de frame.or']) assert.ok(error.message.includes(place), place)
    return true
  })
  for (const other of [null, [], {}, { format: 'another' }, { ...document(), stranger: 1 }, document({ css: 'x'.repeat(70_000) }), document({ links: { help: 'javascript:alert(1)' } })]) {
    await assert.rejects(saveDraft(domain, { ...target, document: other }), { code: 'InvalidParameter' })
  }
  assert.equal(await domain.brandDesigns.findState(target), null)
})

test('what is shown otherwise than it was written is told with its place', async (t) => {
  const { domain, target } = await open(t)
  const { notes } = await saveDraft(domain, { ...target, document: document({ tokens: { muted: '#cccccc' }, css: '.id-card{position:fixed}\n.stranger{color:red}\n:root{--id-accent:blue;--id-radius-card:calc(1px)}\n.id-lead{color:#bbb}' }) })
  assert.equal(notes.length, 5, notes.join('\n'))
  assert.match(notes[0] ?? '', /line 1.*position/)
  assert.match(notes[1] ?? '', /line 2.*documented part/)
  assert.match(notes.join('\n'), /tokens\.muted: #cccccc is shown as #/)
  assert.match(notes.join('\n'), /\.id-lead has #bbb on #ffffff in light: a contrast of 1\.9/)
})

function assertOneWon(results: readonly PromiseSettledResult<unknown>[]): void {
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const result of results) if (result.status === 'rejected') assert.equal((result.reason as { code?: string }).code, 'ConcurrentModification')
}

/** An installation, and the style sheet that its sign-in page links; empty when it links none. */
async function open(t: TestContext, engine: 'embedded' | 'postgresql' = 'embedded'): Promise<Poolhouse & { target: { poolId: string; clientId: string }; look(): Promise<string> }> {
  const poolhouse = await openPoolhouse(t, { engine })
  const { application, pool, client } = poolhouse
  return {
    ...poolhouse,
    target: { poolId: pool.id, clientId: client.id },
    async look() {
      const { frame } = pageOf(await beginAuthorize(browserFor(application), application), 'sign-in').view
      const sheets = await Promise.all((frame.stylesheets ?? []).map(async (href) => (await fetch(`${application.publicUrl}${href}`)).text()))
      return sheets.join('\n')
    },
  }
}
