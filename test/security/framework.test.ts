import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rawRequest } from '#test/server/raw-request.ts'
import { startTinyServer } from '#test/server/tiny-server.ts'

test('HP-12 HP-16 nothing of the framework answers from outside but style sheets and scripts, and no plain page takes a post', async (t) => {
  const { port, host } = await startTinyServer(t)
  const ask = async (method: string, target: string) => (await rawRequest(port, `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nNext-Action: 00\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)).status
  for (const target of ['/_next/image?url=%2Ficon.svg&w=64&q=75', '/_next/data/x/demo.json', '/_global-error', '/_not-found', '/_error', '/__nextjs_source-map', '/h/sign-in']) {
    assert.equal(await ask('GET', target), 404, target)
  }
  for (const target of ['/nowhere', '/index']) assert.equal(await ask('POST', target), 405, target)
  assert.equal(await ask('GET', '/nowhere'), 200, 'rendered')
})
