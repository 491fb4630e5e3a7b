import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HostedView } from '#src/contracts/hosted/hosted-view.ts'
import { GALLERY } from '#src/contracts/hosted/fixtures/gallery.ts'
import { days } from '#src/contracts/duration.ts'
import { DESIGN_FORMAT } from '#src/domain/branding/designs/design-document.ts'
import { previewDesign } from '#src/domain/branding/designs/preview-design.ts'
import { previewToken } from '#src/domain/branding/designs/preview-token.ts'
import { publishDraft } from '#src/domain/branding/designs/publish-draft.ts'
import { saveDraft } from '#src/domain/branding/designs/save-draft.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import { openPoolhouse } from '#test/drive/open-poolhouse.ts'

const draft = { format: DESIGN_FORMAT, tokens: { accent: '#aa0000' }, layout: 'split', texts: { en: { 'signIn.title': 'Soon' } } } as const

async function open(t: Parameters<typeof openPoolhouse>[0]) {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, client, application: { publicUrl } } = poolhouse
  const target = { poolId: pool.id, clientId: client.id }
  await saveDraft(domain, { ...target, document: draft })
  const token = previewToken(domain, target, new Date(domain.clock.now().getTime() + days(1)))
  const get = (query: Record<string, string>, poolId = pool.id) => fetch(`${publicUrl}/${poolId}/preview?${new URLSearchParams(query).toString()}`)
  const viewOf = async (page: string) => (await (await get({ t: token, page })).json()) as HostedView
  return { ...poolhouse, target, token, get, viewOf }
}

test("the link shows the client's own sign-in page with the draft that nobody else sees", async (t) => {
  const { domain, target, viewOf, application } = await open(t)
  const { frame } = await viewOf('login')
  assert.equal(frame.layout, 'split')
  assert.equal(frame.client?.name, 'app')
  assert.equal(frame.texts?.['signIn.title'], 'Soon')
  const sheet = await fetch(`${application.publicUrl}${frame.stylesheets?.[0] ?? ''}`)
  assert.equal(sheet.headers.get('cache-control'), 'no-store')
  assert.match(await sheet.text(), /--id-accent:#aa0000/)
  assert.equal((await domain.brands.brandOf(target)).stylesheet, null)
  await publishDraft(domain, target)
  assert.equal((await viewOf('login')).frame.layout, 'split', 'without a draft it shows what people see')
})

test('a preview shows each change of the draft, and a long sheet is read once for all who have the link', async (t) => {
  const { domain, target, token, viewOf } = await open(t)
  const css = `.id-lead{${'color:oklch(0.6 0.2 30);'.repeat(2000)}}`
  await saveDraft(domain, { ...target, document: { ...draft, layout: 'hero', css } })
  assert.equal((await viewOf('login')).frame.layout, 'hero')
  let reads = 0
  const brandDesigns: Pick<typeof domain.brandDesigns, 'findState'> = {
    async findState(of) {
      const state = await domain.brandDesigns.findState(of)
      return state?.draft ? { ...state, draft: Object.defineProperty({ ...state.draft }, 'css', { get: () => (reads++, css) }) } : state
    },
  }
  const look = () => previewDesign({ ...domain, brandDesigns }, { poolId: target.poolId, token })
  const first = await look()
  assert.match(first?.brand.stylesheet?.css ?? '', /id-lead/)
  const once = reads
  assert.ok(once > 0)
  for (let count = 0; count < 20; count++) assert.deepEqual(await look(), first)
  assert.equal(reads, once)
})

test('every screen in every state can be looked at, and leads nowhere but to the preview', async (t) => {
  const { viewOf, pool } = await open(t)
  for (const [screen, states] of Object.entries(GALLERY)) {
    for (const state of Object.keys(states)) {
      const view = await viewOf(`${screen}/${state}`)
      assert.equal(view.screen, screen)
      assert.equal(view.frame.layout, 'split')
      for (const href of hrefsOf(view)) assert.ok(href.startsWith(`/${pool.id}/preview?`) || href.startsWith(`/${pool.id}/branding/`), `${screen}/${state}: ${href}`)
    }
  }
})

test('nobody can sign in there, no search engine keeps it, and nothing can be sent from it', async (t) => {
  const { get, token, application, pool, viewOf } = await open(t)
  const answer = await get({ t: token })
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('x-robots-tag') ?? '', /noindex/)
  const policy = answer.headers.get('content-security-policy') ?? ''
  assert.match(policy, /form-action 'none'/)
  assert.match(policy, /connect-src 'none'/)
  assert.equal(answer.headers.get('set-cookie'), null)
  const { form } = (await viewOf('login')).frame
  const posted = await fetch(`${application.publicUrl}/${pool.id}/hosted/sign-in`, {
    method: 'POST', redirect: 'manual', headers: { origin: application.publicUrl },
    body: new URLSearchParams({ csrf: form.csrf, uid: form.uid ?? '', r: form.r ?? '', username: 'ada@example.com', password: 'x' }),
  })
  assert.equal(posted.headers.get('location'), `/${pool.id}/login`, 'the request it names does not exist')
})

test('a token opens one pool until it expires, and nothing when a character of it is another', async (t) => {
  const { domain, get, token, clock } = await open(t)
  const other = await createUserPool(domain, { region: 'us-east-1', request: { PoolName: 'others' } })
  assert.equal((await get({ t: token }, other.id)).status, 404)
  for (const wrong of ['', 'x', '.', token.slice(0, -1), `A${token}`, token.replace('.', '..'), `${token}x`]) assert.equal((await get({ t: wrong })).status, 404, wrong)
  assert.equal((await get({ t: token, page: 'sign-in/nothing' })).status, 404)
  assert.equal((await get({ t: token, page: 'constructor' })).status, 404)
  clock.advance(days(1) + 1000)
  assert.equal((await get({ t: token })).status, 404)
})

/** Every address that a view leads to or shows. */
function hrefsOf(view: HostedView): string[] {
  const found: string[] = []
  JSON.stringify(view, (key, value: unknown) => {
    if (typeof value === 'string' && (/href$/i.test(key) || /^\/[\w-]+_/.test(value)) && key !== 'basePath') found.push(value)
    return value
  })
  return found
}
