import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { createStaticFiles } from './static-files.ts'

let project = ''
let server: Server

before(async () => {
  project = mkdtempSync(join(tmpdir(), 'static-files-'))
  mkdirSync(join(project, '.next/static/chunks'), { recursive: true })
  mkdirSync(join(project, 'public/hosted'), { recursive: true })
  writeFileSync(join(project, '.next/static/chunks/a-1.css'), 'body{color:red}'.repeat(50))
  writeFileSync(join(project, '.next/secret.js'), 'secret')
  writeFileSync(join(project, 'public/hosted/pages.js'), 'export {}')
  const answer = createStaticFiles({ projectDir: project })
  server = createServer((req, res) => {
    void answer(req, res).then((sent) => { if (!sent) res.writeHead(404).end('passed on') })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
})
after(() => {
  server.close()
  rmSync(project, { recursive: true })
})

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

// By node:http, which sends a path as written: fetch would tidy it.
const get = (path: string, encoding = 'identity'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request({ port: (server.address() as AddressInfo).port, path, headers: { 'accept-encoding': encoding } }, (message) => {
      const chunks: Buffer[] = []
      message.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: message.statusCode ?? 0, headers: message.headers, body: Buffer.concat(chunks) }))
    }).on('error', reject).end()
  })

describe('static files', () => {
  it('are sent compressed, and for good when their name or query carries a fingerprint', async () => {
    const sheet = await get('/_next/static/chunks/a-1.css', 'gzip, br')
    assert.equal(sheet.headers['content-encoding'], 'br')
    assert.equal(brotliDecompressSync(sheet.body).toString(), 'body{color:red}'.repeat(50))
    assert.equal(sheet.headers['content-type'], 'text/css; charset=utf-8')
    assert.match(String(sheet.headers['cache-control']), /immutable/)
    assert.match(String((await get('/hosted/pages.js?v=abc')).headers['cache-control']), /immutable/)
    assert.equal((await get('/hosted/pages.js')).headers['cache-control'], 'public, max-age=300')
  })

  it('never come from outside their folders, and what does not exist is passed on', async () => {
    for (const path of ['/_next/static/../secret.js', '/_next/static/chunks/../../secret.js', '/_next/static/%2e%2e/secret.js', '/hosted/../../.next/secret.js', '/hosted/none.js', '/_next/static/chunks']) {
      const answer = await get(path)
      assert.equal(answer.body.toString(), 'passed on', path)
    }
  })

  it('are found when they appear after they were first asked for', async () => {
    assert.equal((await get('/hosted/late.js')).status, 404)
    writeFileSync(join(project, 'public/hosted/late.js'), 'late')
    assert.equal((await get('/hosted/late.js')).body.toString(), 'late')
  })
})
