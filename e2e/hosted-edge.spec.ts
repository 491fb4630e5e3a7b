import { openRawSignIn } from './steps/open-raw-sign-in.ts'
import { rawRequest } from './support/raw-request.ts'
import { TABS } from './support/test-seed.ts'
import { expect, test } from './support/test.ts'

const EVIL = 'evil.example.com'

test('HP-07 an unknown host gets nothing', async ({ installation }) => {
  for (const host of [EVIL, `localhost.${EVIL}`, `${new URL(installation.url).host}@${EVIL}`, `nobody.auth.localhost:${new URL(installation.url).port}`]) {
    for (const path of [`/${TABS.poolId}/.well-known/openid-configuration`, `/${TABS.poolId}/login`, '/demo']) {
      const answer = await rawRequest(installation.url + path, { headers: { host } })
      expect([400, 421], `${host} ${path}`).toContain(answer.status)
      expect(answer.body).not.toContain(EVIL)
    }
  }
})

test('HP-07 headers that name another host change nothing', async ({ installation }) => {
  const forged = { 'x-forwarded-host': EVIL, 'x-forwarded-proto': 'https', 'x-forwarded-port': '8443', forwarded: `host=${EVIL};proto=https`, 'x-original-url': `//${EVIL}/`, 'x-rewrite-url': `//${EVIL}/`, 'x-host': EVIL, 'x-forwarded-prefix': `//${EVIL}` }
  const authorize = `/${TABS.poolId}/oauth2/authorize?client_id=${TABS.clientId}&response_type=code&redirect_uri=${encodeURIComponent(`${installation.receiver.origin}/callback`)}`
  for (const path of [`/${TABS.poolId}/.well-known/openid-configuration`, authorize, `/${TABS.poolId}/login`, '/demo', '/demo/api/auth/providers', '/']) {
    const answer = await rawRequest(installation.url + path, { headers: forged })
    expect(answer.status, path).toBeLessThan(400)
    expect(JSON.stringify(answer.headers), path).not.toContain(EVIL)
    expect(answer.body, path).not.toContain(EVIL)
  }
})

test('HP-12 the framework fetches nothing for strangers', async ({ installation }) => {
  const inner = encodeURIComponent(`${installation.url}/healthz`)
  for (const path of [`/_next/image?url=${inner}&w=64&q=75`, `/_next/image?url=%2Fhealthz&w=64&q=75`, `/_next/data/build/index.json`]) {
    const answer = await rawRequest(installation.url + path)
    expect(answer.status, path).toBe(404)
  }
  const action = await rawRequest(`${installation.url}/demo`, { method: 'POST', headers: { 'next-action': 'a'.repeat(40), 'content-type': 'text/plain;charset=UTF-8', host: EVIL }, body: '[]' })
  expect(action.status).toBe(421)
  const known = await rawRequest(`${installation.url}/demo`, { method: 'POST', headers: { 'next-action': 'a'.repeat(40), 'content-type': 'text/plain;charset=UTF-8' }, body: '[]' })
  expect(known.status).toBeLessThan(500)
  expect(known.headers.location ?? '').toBe('')
})

test('HP-13 files of the installation are not served', async ({ installation }) => {
  const files = ['/.env', '/.git/config', '/package.json', '/package-lock.json', '/.next/server/app/page.js', '/_next/server/app/page.js', '/src/server/main.ts', '/prisma/schema.prisma', '/.data/master-key', '/node_modules/next/package.json', '/hosted/../package.json', '/hosted/%2e%2e/package.json', '/_next/static/../../package.json', '/_next/static/%2e%2e/%2e%2e/package.json', '/hosted/..%2fpackage.json', '/hosted/....//package.json', '/hosted/%5c..%5cpackage.json', '/hosted/hosted-pages.js.map', '/_next/static/chunks/..%252f..%252fpackage.json']
  for (const path of files) {
    const answer = await rawRequest(installation.url, { path })
    expect([400, 404], path).toContain(answer.status)
    expect(answer.body, path).not.toMatch(/"dependencies"|datasource|DATABASE_URL|\[core\]/)
  }
})

test('HP-15 pages that only the server may ask for stay closed, however they are asked for', async ({ installation }) => {
  const paths = ['/h/sign-in', '/h/error', '//h/sign-in', '/%68/sign-in', '/H/sign-in', '/h/sign-in/', '/h/sign-in.rsc', '/h/sign-in.txt', '/h%2fsign-in', '/./h/sign-in', '/dev/../h/sign-in', '/h/sign-in.segments/_tree.segment.rsc', '/_next/data/x/h/sign-in.json']
  const disguises: Record<string, string>[] = [{}, { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' }, { rsc: '1' }, { 'next-router-prefetch': '1', rsc: '1' }, { 'x-poolhouse-view': 'x' }, { 'x-matched-path': '/h/sign-in' }, { 'x-invoke-path': '/h/sign-in' }, { 'x-nextjs-data': '1' }]
  for (const path of paths) {
    for (const headers of disguises) {
      const answer = await rawRequest(installation.url, { path, headers })
      expect([400, 404], `${path} ${JSON.stringify(headers)}`).toContain(answer.status)
      expect(answer.body).not.toMatch(/<form/)
    }
  }
})

test('HP-15 a hosted page is a whole page, also for those who ask for the framework\'s data', async ({ installation }) => {
  const { browser } = await openRawSignIn(installation.url, { ...TABS, redirectUri: `${installation.receiver.origin}/callback` })
  for (const headers of [{ rsc: '1' }, { rsc: '1', 'next-router-state-tree': '%5B%5D' }, { accept: 'text/x-component' }]) {
    const answer = await browser.send(browser.url, { headers })
    expect(answer.headers['content-type']).toMatch(/^text\/html/)
    expect(answer.body).not.toMatch(/self\.__next_f|^\d+:/m)
  }
})

test('HP-16 odd methods and paths are refused in order', async ({ installation }) => {
  const paths = ['/', `/${TABS.poolId}/login`, `/${TABS.poolId}/oauth2/authorize`, `/${TABS.poolId}/hosted/sign-in`, '/demo', '/demo/api/auth/nothing', '/demo/sign-out', `/${TABS.poolId}/nothing`, `/${'x'.repeat(4000)}`, '/%', '/%ff%fe', '/a%00b']
  for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND', 'GET', 'POST']) {
    for (const path of paths) {
      const answer = await rawRequest(installation.url, { method, path, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
      expect(answer.status, `${method} ${path.slice(0, 80)}`).toBeLessThan(500)
      expect(answer.body, `${method} ${path.slice(0, 80)}`).not.toMatch(/\bat \S+ \(|node_modules|\/src\/|Prisma|SQLSTATE/)
      if (method === 'TRACE') expect(answer.status, path.slice(0, 80)).toBe(405)
    }
  }
})

test('HP-16 forms that are no forms are refused in order', async ({ installation }) => {
  const { browser, form } = await openRawSignIn(installation.url, { ...TABS, redirectUri: `${installation.receiver.origin}/callback` })
  const origin = installation.url
  const bodies: [string, string][] = [
    ['application/json', '{"username":"x"}'], ['text/plain', 'username=x'], ['multipart/form-data; boundary=x', '--x--'],
    ['application/x-www-form-urlencoded', '%'], ['application/x-www-form-urlencoded', '%00=%00'], ['application/x-www-form-urlencoded', 'username=%ED%A0%80&password=x'],
    ['application/x-www-form-urlencoded', 'username=a&username=b'], ['application/x-www-form-urlencoded', '__proto__=1&constructor=2'], ['application/x-www-form-urlencoded', ''],
  ]
  for (const [type, body] of bodies) {
    const answer = await browser.send(form.action, { method: 'POST', body, headers: { 'content-type': type, origin } })
    expect(answer.status, `${type} ${body}`).toBeLessThan(500)
    expect(answer.headers.location ?? '', `${type} ${body}`).not.toContain('code=')
  }
  const large = await browser.send(form.action, { method: 'POST', body: `username=${'a'.repeat(2 * 1024 * 1024)}`, headers: { 'content-type': 'application/x-www-form-urlencoded', origin } })
  expect(large.status).toBe(413)
})
