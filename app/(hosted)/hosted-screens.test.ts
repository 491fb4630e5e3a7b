import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { build } from 'esbuild'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { GALLERY } from '#src/contracts/hosted/fixtures/gallery.ts'
import type { HostedView } from '#src/contracts/hosted/hosted-view.ts'

type Tag = { readonly name: string; readonly attributes: Readonly<Record<string, string>> }

const root = new URL('../..', import.meta.url).pathname
const pages = new Map<string, string>()
let scratch = ''

/** Renders the whole gallery with React alone: what Next would send, without the framework. */
before(async () => {
  scratch = mkdtempSync(join(root, 'node_modules/.screens-'))
  const contents = `export { HostedScreen } from '#app/(hosted)/_screens/hosted-screen.tsx'
export { createElement } from 'react'
export { renderToStaticMarkup } from 'react-dom/server'`
  const outfile = join(scratch, 'screens.mjs')
  await build({ stdin: { contents, resolveDir: root, loader: 'ts' }, outfile, bundle: true, format: 'esm', platform: 'node', packages: 'external', jsx: 'automatic', logLevel: 'warning' })
  const { HostedScreen, createElement, renderToStaticMarkup } = (await import(outfile)) as {
    HostedScreen: unknown
    createElement: (component: unknown, properties: { view: HostedView }) => unknown
    renderToStaticMarkup: (element: unknown) => string
  }
  for (const [screen, states] of Object.entries(GALLERY)) {
    for (const [state, view] of Object.entries(states)) pages.set(`${screen}/${state}`, renderToStaticMarkup(createElement(HostedScreen, { view })))
  }
})
after(() => rmSync(scratch, { recursive: true, force: true }))

const tags = (html: string, names: string): Tag[] =>
  [...html.matchAll(new RegExp(`<(${names})\\b([^>]*)>`, 'g'))].map(([, name = '', rest = '']) => ({
    name,
    attributes: Object.fromEntries([...rest.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key.toLowerCase(), value])),
  }))

const eachPage = (check: (html: string, page: string) => void): void => {
  assert.ok(pages.size > 80)
  for (const [page, html] of pages) check(html, page)
}

describe('every hosted screen in every state', () => {
  it('carries no inline style, inline script or event handler', () => {
    eachPage((html, page) => {
      assert.doesNotMatch(html, /\sstyle="|<style|\son\w+="|javascript:/, page)
      for (const script of tags(html, 'script')) assert.match(script.attributes['src'] ?? '', /^\/hosted\//, page)
    })
  })

  it('posts each form to its pool with the token against forgery and the pending request', () => {
    eachPage((html, page) => {
      for (const [form] of html.matchAll(/<form\b[\s\S]*?<\/form>/g)) {
        if (page.startsWith('device/')) {
          assert.match(form, /action="\/us-east-1_Gallery01\/device"/, page)
          assert.match(form, /type="hidden" name="xsrf"/, page)
          continue
        }
        assert.match(form, /^<form [^>]*action="\/us-east-1_Gallery01\/hosted\/[\w-]+" method="post"|^<form [^>]*method="post" action="\/us-east-1_Gallery01\/hosted\/[\w-]+"/, page)
        for (const name of page.startsWith('account') ? ['csrf'] : ['csrf', 'uid', 'r']) assert.equal(form.match(new RegExp(`type="hidden" name="${name}"`, 'g'))?.length, 1, `${page}: ${name}`)
      }
    })
  })

  it('ties labels, help and errors to inputs by ids that exist once', () => {
    eachPage((html, page) => {
      const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id)
      assert.equal(new Set(ids).size, ids.length, page)
      const wanted = [...html.matchAll(/\s(?:for|aria-describedby|aria-labelledby|aria-controls)="([^"]*)"/g)].flatMap(([, list = '']) => list.split(' '))
      for (const id of [...wanted, ...[...html.matchAll(/href="#([^"]*)"/g)].map(([, id = '']) => id)]) assert.ok(ids.includes(id), `${page}: ${id}`)
    })
  })

  it('starts the title with "Error:" exactly when something failed', () => {
    eachPage((html, page) => {
      const failed = page.startsWith('error/') || /^(confirm-link|not-me)\/spent$/.test(page) || html.includes('id="summary"')
      assert.equal(/<title>Error: /.test(html), failed, page)
    })
  })

  it('gives each input its autofill token', () => {
    const table: Record<string, string> = {
      username: 'username', user_code: 'off', password: 'current-password|new-password', current: 'current-password', passkey_name: 'off', code: 'one-time-code', recovery_code: 'off', answer: 'off|one-time-code|email|tel', contact: 'email|tel', device_name: 'off',
      'attribute.email': 'email', 'attribute.phone_number': 'tel', 'attribute.name': 'name', 'attribute.given_name': 'given-name',
      'attribute.middle_name': 'additional-name', 'attribute.family_name': 'family-name', 'attribute.nickname': 'nickname',
      'attribute.preferred_username': 'nickname', 'attribute.birthdate': 'bday', 'attribute.gender': 'sex', 'attribute.address': 'street-address',
      'attribute.locale': 'language', 'attribute.zoneinfo': 'off', 'attribute.profile': 'url', 'attribute.picture': 'photo', 'attribute.website': 'url',
    }
    const seen = new Set<string>()
    eachPage((html, page) => {
      for (const { attributes } of tags(html, 'input|select|textarea')) {
        const name = attributes['name'] ?? ''
        if (attributes['type'] === 'hidden' || attributes['type'] === 'checkbox' || attributes['type'] === 'radio') continue
        seen.add(name)
        const expected = /^(sign-in|forgot-password)\//.test(page) && name === 'username' ? 'username webauthn' : (table[name] ?? (name.startsWith('attribute.custom:') ? 'off' : 'missing from the table'))
        assert.match(attributes['autocomplete'] ?? '', new RegExp(`^(?:${expected})$`), `${page}: ${name}`)
      }
    })
    assert.deepEqual(Object.keys(table).filter((name) => !seen.has(name)), [])
  })

  it('tells password managers whose password a reset changes', () => {
    eachPage((html, page) => {
      if (!/^(reset|new)-password\//.test(page)) return
      assert.match(html, /<input[^>]*name="username"[^>]*autoComplete="username"|<input[^>]*autoComplete="username"[^>]*name="username"/, page)
      assert.match(html, /passwordrules="minlength: \d+; maxlength: 256;/, page)
    })
  })

  it('offers a way out beside the time that is left', () => {
    assert.match(pages.get('sign-in/locked') ?? '', /id="summary"[\s\S]*data-countdown="84"[\s\S]*<a href="\/us-east-1_Gallery01\/forgotPassword[^"]*">Reset the password<\/a>[\s\S]*<\/section>/)
  })

  it('shows what functions ask as text, and where their links lead', () => {
    const page = pages.get('custom-challenge/hostile') ?? ''
    assert.match(page, /&lt;img src=x onerror=alert\(1\)&gt;/)
    assert.match(page, /<a href="https:\/\/example\.com\/help" target="_blank" rel="noopener noreferrer"><bdi>[^<]*<\/bdi><\/a><span class="id-small"><bdi dir="ltr">example\.com<\/bdi>/)
  })

  it('shows what a pool says as text', () => {
    assert.match(pages.get('sign-in/refused-by-pool') ?? '', /&lt;b&gt;Renew it&lt;\/b&gt;/)
  })
})
