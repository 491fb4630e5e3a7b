import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { SignInView } from '#src/contracts/hosted/views/sign-in-view.ts'
import { createPageTemplates } from './page-templates.ts'

const frameOf = (sign: string, change: Partial<PageFrame> = {}): PageFrame => ({
  locale: 'en', dir: 'ltr', pool: { name: 'Example' },
  form: { basePath: '/p', csrf: `csrf-${sign.repeat(20)}`, uid: `uid-${sign.repeat(20)}`, r: `r-${sign.repeat(20)}.x` },
  links: { signIn: `/p/login?uid=uid-${sign.repeat(20)}&r=r-${sign.repeat(20)}.x` }, ...change,
})
const signIn = (frame: PageFrame, change: Partial<SignInView> = {}): SignInView =>
  ({ screen: 'sign-in', frame, identifier: { kind: 'email', value: '' }, password: true, providers: [], ...change })
const render = ({ frame: { form, links, pool } }: SignInView): string =>
  `<title>${pool.name}</title><a href="${links.signIn?.replaceAll('&', '&amp;')}">1</a><input value="${form.csrf}"><input value="${form.uid}"><input value="${form.r}">`

test('a page is sent again with the values of its own view', () => {
  const templates = createPageTemplates()
  const [one, two] = [signIn(frameOf('a')), signIn(frameOf('b'))]
  assert.equal(templates.slotOf(one)?.html(), undefined)
  templates.slotOf(one)?.keep(render(one))
  assert.equal(templates.slotOf(two)?.html(), render(two))
  assert.equal(templates.slotOf(one)?.html(), render(one))
})

test('pages that say anything else are other pages', () => {
  const templates = createPageTemplates()
  const one = signIn(frameOf('a'))
  templates.slotOf(one)?.keep(render(one))
  assert.equal(templates.slotOf(signIn(frameOf('b', { pool: { name: 'Other' } })))?.html(), undefined)
  assert.equal(templates.slotOf(signIn(frameOf('b', { locale: 'de' })))?.html(), undefined)
  assert.equal(templates.slotOf(signIn(frameOf('b', { stylesheets: ['/p/branding/x.css'] })))?.html(), undefined, 'another look')
  assert.equal(templates.slotOf(signIn(frameOf('b', { texts: { 'signIn.title': 'Hello' } })))?.html(), undefined, 'other texts')
  const swapped = frameOf('b', { links: { signIn: `/p/login?uid=${frameOf('b').form.r}` } })
  assert.equal(templates.slotOf(signIn(swapped))?.html(), undefined, 'the same values at other places')
})

test('nothing that was typed or done is kept, nor values that HTML or a URL would write otherwise', () => {
  const { slotOf } = createPageTemplates()
  const frame = frameOf('a')
  assert.equal(slotOf(signIn(frame, { identifier: { kind: 'email', value: 'ann@example.com' } })), null)
  assert.equal(slotOf(signIn({ ...frame, summary: { code: 'password_reset_required', tone: 'warning' } })), null)
  assert.equal(slotOf(signIn({ ...frame, fieldErrors: { username: { code: 'required' } } })), null)
  assert.equal(slotOf(signIn({ ...frame, notice: { code: 'request_recovered', tone: 'info' } })), null)
  assert.equal(slotOf({ screen: 'signed-out', frame } as never), null)
  assert.equal(slotOf(signIn({ ...frame, form: { ...frame.form, csrf: '"><script>alert(1)</script>' } })), null)
  assert.equal(slotOf(signIn({ ...frame, form: { ...frame.form, uid: 'short' } })), null)
  assert.equal(slotOf(signIn({ ...frame, form: { basePath: '', csrf: frame.form.csrf } })), null)
})

test('a page that broke off while it was rendered is not kept', () => {
  const templates = createPageTemplates()
  const one = signIn(frameOf('a'))
  templates.slotOf(one)?.keep('<title>Example</title>')
  assert.equal(templates.slotOf(one)?.html(), undefined)
})
