import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { createHttpServer } from './create-http-server.ts'
import type { EdgeResponse } from './edge-response.ts'

/** The status line and headers of an answer as they are on the wire, apart from those of the connection. */
async function headOf(t: TestContext, answer: (res: EdgeResponse) => void): Promise<string[]> {
  const server = createHttpServer((_req, res) => {
    res.beginWith(['X-Frame-Options', 'DENY', 'Cache-Control', 'no-store'])
    answer(res)
  })
  server.listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  const { status, statusText, headers } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { headers: { connection: 'close' } })
  return [`${status} ${statusText}`, ...[...headers].filter(([name]) => !['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'].includes(name)).map((pair) => pair.join(': '))]
}

describe('a response of the edge', () => {
  it('has the headers it began with, whatever way its head is written', async (t) => {
    const base = ['200 OK', 'cache-control: no-store', 'x-frame-options: DENY']
    assert.deepEqual(await headOf(t, (res) => res.end('x')), base)
    assert.deepEqual(await headOf(t, (res) => res.writeHead(200).end()), base)
    assert.deepEqual(await headOf(t, (res) => { res.write('x'); res.end() }), base)
    assert.deepEqual(await headOf(t, (res) => { res.flushHeaders(); res.end() }), base)
    assert.deepEqual(await headOf(t, (res) => res.writeHead(404, 'Nothing here').end()), ['404 Nothing here', ...base.slice(1)])
  })

  it('takes others in their place under any spelling, and only once', async (t) => {
    const changed = ['200 OK', 'cache-control: public', 'x-frame-options: DENY', 'x-more: 1']
    assert.deepEqual(await headOf(t, (res) => res.writeHead(200, { 'cache-control': 'public', 'X-More': 1 }).end()), changed)
    assert.deepEqual(await headOf(t, (res) => res.writeHead(200, ['CACHE-CONTROL', 'public', 'X-More', '1']).end()), changed)
    assert.deepEqual(await headOf(t, (res) => { res.setHeader('X-More', 2).setHeader('x-more', 1).setHeader('Cache-control', 'public'); res.end() }), changed)
    assert.deepEqual(await headOf(t, (res) => { res.setHeader('X-More', 2); res.writeHead(200, { 'x-more': '1', 'Cache-Control': 'public' }).end() }), changed)
  })

  it('lets itself be asked and changed in every way Node has', async (t) => {
    assert.deepEqual(await headOf(t, (res) => {
      assert.equal(res.getHeader('cache-control'), 'no-store')
      assert.equal(res.hasHeader('X-Frame-Options'), true)
      assert.deepEqual(res.getHeaderNames(), ['x-frame-options', 'cache-control'])
      assert.deepEqual({ ...res.getHeaders() }, { 'x-frame-options': 'DENY', 'cache-control': 'no-store' })
      res.removeHeader('Cache-Control')
      res.setHeader('Set-Cookie', ['a=1', 'b=2'])
      res.appendHeader('Set-Cookie', 'c=3')
      res.end()
    }), ['200 OK', 'set-cookie: a=1', 'set-cookie: b=2', 'set-cookie: c=3', 'x-frame-options: DENY'])
    assert.deepEqual(await headOf(t, (res) => res.writeHead(200, { 'Set-Cookie': ['a=1', 'b=2'] }).end()), ['200 OK', 'cache-control: no-store', 'set-cookie: a=1', 'set-cookie: b=2', 'x-frame-options: DENY'])
  })

  it('keeps every cookie that is added, until somebody sets them', async (t) => {
    const base = ['200 OK', 'cache-control: no-store']
    const cookies = (...values: string[]) => [...base, ...values.map((value) => `set-cookie: ${value}`), 'x-frame-options: DENY']
    const two = (res: EdgeResponse) => res.appendHeader('Set-Cookie', 'a=1').appendHeader('set-cookie', 'b=2')
    assert.deepEqual(await headOf(t, (res) => void two(res).end()), cookies('a=1', 'b=2'))
    assert.deepEqual(await headOf(t, (res) => void two(res).writeHead(200, { 'X-Frame-Options': 'DENY' }).end()), cookies('a=1', 'b=2'))
    assert.deepEqual(await headOf(t, (res) => { assert.deepEqual(two(res).getHeader('Set-Cookie'), ['a=1', 'b=2']); res.end() }), cookies('a=1', 'b=2'))
    assert.deepEqual(await headOf(t, (res) => void two(res).setHeader('Set-Cookie', 'c=3').end()), cookies('c=3'))
    assert.deepEqual(await headOf(t, (res) => void two(res).writeHead(200, { 'set-cookie': ['c=3', 'd=4'] }).end()), cookies('c=3', 'd=4'))
    assert.deepEqual(await headOf(t, (res) => void two(res).appendHeader('Set-Cookie', ['c=3', 'd=4']).end()), cookies('a=1', 'b=2', 'c=3', 'd=4'))
    assert.deepEqual(await headOf(t, (res) => { assert.throws(() => two(res).appendHeader('Set-Cookie', 'c=3\r\nX-Split: 1'), { code: 'ERR_INVALID_CHAR' }); res.end() }), cookies('a=1', 'b=2'))
  })

  it('refuses what is no header at once, and can still be answered', async (t) => {
    assert.deepEqual(await headOf(t, (res) => {
      assert.throws(() => res.setHeader('X-Split', 'a\r\nSet-Cookie: b=1'), { code: 'ERR_INVALID_CHAR' })
      assert.throws(() => res.setHeader('X Split', 'a'), { code: 'ERR_INVALID_HTTP_TOKEN' })
      assert.throws(() => res.writeHead(200, { 'X-Split': 'a\r\nSet-Cookie: b=1' }), { code: 'ERR_INVALID_CHAR' })
      res.writeHead(500, 'Sorry').end()
      assert.throws(() => res.setHeader('X-Late', '1'), { code: 'ERR_HTTP_HEADERS_SENT' })
    }), ['500 Sorry', 'cache-control: no-store', 'x-frame-options: DENY'])
  })
})
