import assert from 'node:assert/strict'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { createServer, request, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { readFileSync } from 'node:fs'
import { finishHostedHtml, finishHostedResponse } from './hosted-html.ts'

// A page as Next 16 answered it.
const recorded = readFileSync(new URL('recorded-next-page.html', import.meta.url), 'utf8')
const headers = { 'content-security-policy': "default-src 'none'; script-src 'self'", 'cache-control': 'no-store' }

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

const answerOf = async (write: (response: ServerResponse) => void, asked: { method?: string; encoding?: string; status?: number } = {}): Promise<Answer> => {
  const server = createServer((incoming, response) => {
    finishHostedResponse(incoming, response, headers, asked.status)
    write(response)
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  try {
    return await new Promise<Answer>((resolve, reject) => {
      request({ port, method: asked.method ?? 'GET', headers: { 'accept-encoding': asked.encoding ?? 'identity' } }, (message) => {
        const chunks: Buffer[] = []
        message.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: message.statusCode ?? 0, headers: message.headers, body: Buffer.concat(chunks) }))
      }).on('error', reject).end()
    })
  } finally {
    server.close()
  }
}

const writeRecorded = (response: ServerResponse): void => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('ETag', '"abc"')
  response.writeHead(200)
  response.flushHeaders()
  const bytes = Buffer.from(recorded)
  // In pieces that cut characters and tags apart, as a stream may.
  for (let at = 0; at < bytes.length; at += 777) response.write(bytes.subarray(at, at + 777))
  response.end()
}

describe('finishing hosted HTML', () => {
  const finished = finishHostedHtml(recorded)

  it('leaves only our own script and nothing inline', () => {
    assert.ok(recorded.includes('__next_f'))
    assert.equal(finished.match(/<script/g)?.length, 1)
    assert.match(finished, /<script type="module" src="\/hosted\/hosted-pages\.js\?v=[\w]+"><\/script>/)
    assert.doesNotMatch(finished, /__next|_next\/static\/chunks\/[^"]*\.js|rel="preload"|<!--|<template|data-precedence/)
  })

  it('keeps the whole page: style sheet, form, hidden inputs, texts', () => {
    assert.match(finished, /^<!DOCTYPE html><html lang="en"/)
    assert.match(finished, /<link rel="stylesheet" href="\/_next\/static\/[^"]+\.css"/)
    assert.match(finished, /action="\/hosted\/confirm-sign-up"/)
    assert.match(finished, /name="csrf" value=/)
    assert.match(finished, /<\/body><\/html>$/)
    const words = (html: string) => html.replaceAll(/<script\b[\s\S]*?<\/script>/g, '').replaceAll(/<!--[\s\S]*?-->/g, '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ').trim()
    assert.equal(words(finished), words(recorded))
  })

  it('does not touch escaped text that looks like a script or a comment', () => {
    const text = '<p title="&lt;script&gt;">&lt;script&gt;alert(1)&lt;/script&gt; &lt;!-- no --&gt;</p>'
    assert.equal(finishHostedHtml(text), text)
  })

  it('removes a script that only pretends to be ours', () => {
    for (const script of ['<script data-x="/hosted/a.js" src="/_next/a.js"></script>', '<script src="https://evil.example.com/hosted/a.js"></script>', '<script>"/hosted/a.js"</script>', '<script> src="/hosted/a.js"</script>']) {
      assert.equal(finishHostedHtml(script), '', script)
    }
  })
})

describe('finishing a hosted response', () => {
  it('sends the finished page once, with its length and the page headers', async () => {
    const answer = await answerOf(writeRecorded)
    assert.equal(answer.body.toString(), finishHostedHtml(recorded))
    assert.equal(Number(answer.headers['content-length']), answer.body.length)
    assert.equal(answer.headers['transfer-encoding'], undefined)
    assert.equal(answer.headers.etag, undefined)
    assert.equal(answer.headers['cache-control'], 'no-store')
    assert.equal(answer.headers['content-security-policy'], headers['content-security-policy'])
  })

  it('compresses as the browser accepts', async () => {
    const brotli = await answerOf(writeRecorded, { encoding: 'gzip, deflate, br' })
    assert.equal(brotli.headers['content-encoding'], 'br')
    assert.equal(brotliDecompressSync(brotli.body).toString(), finishHostedHtml(recorded))
    const gzip = await answerOf(writeRecorded, { encoding: 'gzip' })
    assert.equal(gzip.headers['content-encoding'], 'gzip')
    assert.equal(gunzipSync(gzip.body).toString(), finishHostedHtml(recorded))
    assert.ok(gzip.body.length < 4000)
  })

  it('answers HEAD with the same headers and no body', async () => {
    const answer = await answerOf(writeRecorded, { method: 'HEAD' })
    assert.equal(Number(answer.headers['content-length']), Buffer.byteLength(finishHostedHtml(recorded)))
    assert.equal(answer.body.length, 0)
  })

  it('uses the status of the view, but never hides one that Next chose', async () => {
    assert.equal((await answerOf(writeRecorded, { status: 400 })).status, 400)
    const missing = await answerOf((response) => { response.writeHead(404, { 'content-type': 'text/html' }).end('<p>none</p>') }, { status: 200 })
    assert.equal(missing.status, 404)
    assert.equal(missing.body.toString(), '<p>none</p>')
  })

  it('passes other answers unchanged', async () => {
    const answer = await answerOf((response) => { response.setHeader('content-type', 'text/x-component'); response.end('<script>kept</script>') }, { encoding: 'br' })
    assert.equal(answer.body.toString(), '<script>kept</script>')
    assert.equal(answer.headers['content-security-policy'], undefined)
  })
})
