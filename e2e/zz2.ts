import { chromium } from '@playwright/test'
import { findBrowser } from './support/find-browser.ts'
const U = process.argv[2] ?? 'http://localhost:3311'
const b = await chromium.launch(await findBrowser())
const ctx = await b.newContext({ viewport: { width: 1280, height: 900 } })
const p = await ctx.newPage()
p.on('console', m => console.log('console', m.type(), m.text()))
p.on('response', r => { if (r.status() >= 300) console.log(r.status(), r.request().method(), r.url().slice(0, 110)) })
const shot = async (n: string) => { try { await p.screenshot({ path: `/tmp/shots/${n}.png` }) } catch (e) { console.log('shot failed', n) } }
await p.goto(U + '/demo'); await shot('demo-out')
await p.getByText('Sign in with Poolhouse').click()
await p.waitForURL(/login/)
await p.getByRole('link', { name: 'Create an account' }).click()
await shot('signup')
await p.locator('input[name="attribute.email"]').fill('grace@example.com')
await p.locator('input[name=password]').fill('Hopper-1906!')
await p.locator('button[type=submit]').click()
await p.waitForURL(/confirmUser/); await shot('confirm'); console.log(await p.title())
const msg = await (await fetch(`${U}/dev/inbox/latest?to=grace@example.com&wait=5000`)).json() as { code: string }
console.log(msg)
await p.locator('input[name=code]').fill(msg.code)
await p.waitForURL(/\/demo$/, { timeout: 5000 }).catch(() => console.log('not at demo', p.url()))
await shot('demo-in')
await p.goto(U + '/dev/inbox'); await shot('inbox')
await b.close()
