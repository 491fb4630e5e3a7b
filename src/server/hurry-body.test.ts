import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { hurryBody } from './hurry-body.ts'

/** A server that hurries its senders by 100 ms; what a body that stops after `sent` bytes is answered with. */
async function statusFor(t: TestContext, sent: string, answer: (req: IncomingMessage, res: ServerResponse) => void): Promise<number | string> {
  const server = createServer((req, res) => {
    hurryBody(req, res, 100)
    answer(req, res)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  return new Promise((resolve) => {
    const outgoing = request({ port: (server.address() as AddressInfo).port, method: 'POST', headers: { 'content-length': 4 } }, (res) => {
      res.resume().on('end', () => resolve(res.statusCode ?? 0)).on('error', () => resolve('cut off'))
    })
    outgoing.on('error', () => resolve('cut off'))
    outgoing.flushHeaders()
    outgoing.write(sent)
  })
}

test('a body that does not arrive ends its request', async (t) => {
  assert.equal(await statusFor(t, 'ab', (req) => req.resume()), 408)
  assert.equal(await statusFor(t, 'ab', (req, res) => { req.resume(); res.write('begun') }), 'cut off')
})

test('a body that has arrived has all the time it takes to answer', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  assert.equal(await statusFor(t, 'abcd', (req, res) => {
    req.resume().on('end', () => {
      t.mock.timers.tick(100)
      res.end()
    })
  }), 200)
})
