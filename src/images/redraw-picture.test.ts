import assert from 'node:assert/strict'
import { hash, scrypt } from 'node:crypto'
import { test } from 'node:test'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { emptyPng, withPngChunk } from '#test/hostile-pictures.ts'
import type { PictureRules } from '#src/domain/branding/redraw-picture.ts'
import { redrawPicture as redraw } from './redraw-picture.ts'

const ALL: PictureRules = { accept: ['png', 'jpeg', 'webp', 'svg', 'ico'], maxBytes: 1024 * 1024, fit: { width: 700, height: 356 } }
const LOGO: PictureRules = { ...ALL, accept: ['png', 'jpeg'], maxBytes: 100 * 1024 }

const aPicture = (width = 40, height = 20) => sharp({ create: { width, height, channels: 4, background: { r: 200, g: 10, b: 10, alpha: 1 } } })
const png = await aPicture().png().toBuffer()
const refuses = async (bytes: Uint8Array, reason: string, rules = ALL) =>
  assert.rejects(redraw(bytes, rules), (error: { code?: string; details?: { reason?: string } }) => (assert.deepEqual([error.code, error.details?.reason], ['InvalidParameter', reason]), true))

const withChunk = (name: string, data: Uint8Array): Buffer => withPngChunk(png, name, data)

test('pictures come out as what they were, by their hash, and drawings and icons as PNG', async () => {
  const webp = await aPicture().webp().toBuffer()
  const jpeg = await aPicture().jpeg().toBuffer()
  const svg = Buffer.from('<?xml version="1.0"?><!-- logo --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><rect width="100" height="50" fill="#c00"/></svg>')
  const types = await Promise.all([png, jpeg, webp, svg].map((bytes) => redraw(bytes, ALL)))
  assert.deepEqual(types.map(({ type, width, height }) => [type, width, height]), [['image/png', 40, 20], ['image/jpeg', 40, 20], ['image/webp', 40, 20], ['image/png', 700, 350]])
  for (const file of types) assert.equal(file.hash, hash('sha256', file.bytes))
})

test('what is larger than it is shown is drawn smaller, and what was turned by its metadata stands upright', async () => {
  const large = await redraw(await aPicture(2000, 500).png().toBuffer(), ALL)
  assert.deepEqual([large.width, large.height], [700, 175])
  const turned = await redraw(await aPicture(40, 20).jpeg().withMetadata({ orientation: 6 }).toBuffer(), ALL)
  assert.deepEqual([turned.width, turned.height], [20, 40])
})

test('nothing but pixels is left: no place, no comment, no profile', async () => {
  const secret = 'taken at home'
  const jpeg = await aPicture().jpeg().withExif({ IFD0: { ImageDescription: secret } }).toBuffer()
  assert.ok(jpeg.includes(secret))
  const drawn = Buffer.from((await redraw(jpeg, LOGO)).bytes)
  const noted = Buffer.from((await redraw(withChunk('tEXt', Buffer.from(`Comment\0${secret}`)), LOGO)).bytes)
  assert.deepEqual([drawn.includes(secret), drawn.includes('Exif'), noted.includes(secret)], [false, false, false])
})

test('HP-20 a drawing is no logo of the classic kind, with or without a script', async () => {
  await refuses(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'), 'picture-format', LOGO)
})

test('HP-20 a drawing with a script is drawn without running it, and none of its text is left', async () => {
  const { type, bytes } = await redraw(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" onload="alert(1)"><script>alert(1)</script><rect width="9" height="9"/></svg>'), ALL)
  assert.deepEqual([type, Buffer.from(bytes).includes('alert')], ['image/png', false])
})

test('HP-20 a drawing that would load or grow is refused', async () => {
  await refuses(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>'), 'picture-format')
  await refuses(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" xmlns:s="http://www.w3.org/2000/svg" width="9" height="9"><s:image href="https://example.com/x.png"/></svg>'), 'picture-format')
  await refuses(Buffer.from('<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>'), 'picture-format')
  await refuses(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><!DOCTYPE x></svg>'), 'picture-format')
  await refuses(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="100000000" height="100000000"><rect width="9" height="9"/></svg>'), 'picture-dimensions')
})

test('HP-20 a drawing that would be drawn for hours is ended, and keeps nothing else waiting', async () => {
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="160"><filter id="a"><feMorphology radius="2000"/></filter><rect width="256" height="160" filter="url(#a)"/></svg>'
  let ended = false
  const refusal = refuses(Buffer.from(drawing), 'picture-dimensions', { ...ALL, fit: { width: 2560, height: 1600 } }).finally(() => { ended = true })
  // As many as there are threads that passwords are checked on.
  const digests = await Promise.all(Array.from({ length: 4 }, (_, n) => promisify(scrypt)(`${n}`, 'salt', 32)))
  assert.deepEqual([digests.length, (await redraw(png, ALL)).width], [4, 40])
  assert.equal(ended, false, 'none of it waited for the drawing')
  await refusal
})

test('HP-20 a drawing is drawn without the secrets of the server at hand', async () => {
  const included = await redraw(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" xmlns:xi="http://www.w3.org/2001/XInclude" width="9" height="9"><style>@import url("file:///proc/self/environ");</style><xi:include href="/proc/self/environ" parse="text"/></svg>'), ALL)
  const nothing = await redraw(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), ALL)
  assert.equal(included.hash, nothing.hash)
})

test('HP-20 HTML, GIF and text are no pictures, whatever they are called', async () => {
  for (const text of ['<!doctype html><svg></svg>', '<html><body><script>alert(1)</script>', 'GIF89a/*\x01\0*/=1;alert(1)', '', 'BM6', '%PDF-1.7', '<?php system($_GET[0]); ?><svg>']) {
    await refuses(Buffer.from(text, 'latin1'), 'picture-format')
  }
})

test('HP-20 a picture that is a page as well comes out as a picture alone', async () => {
  const script = '<script>alert(document.domain)</script>'
  const jpeg = await aPicture().jpeg().toBuffer()
  for (const bytes of [Buffer.concat([png, Buffer.from(script)]), withChunk('tEXt', Buffer.from(`a\0${script}`)), Buffer.concat([jpeg, Buffer.from(script)])]) {
    assert.ok(bytes.includes(script))
    assert.ok(!Buffer.from((await redraw(bytes, LOGO)).bytes).includes('script'))
  }
})

test('HP-20 more bytes than there may be are not looked at', async () => {
  await refuses(Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]), 'picture-too-large')
  await refuses(Buffer.concat([png, Buffer.alloc(100 * 1024 + 1 - png.length)]), 'picture-too-large', LOGO)
  assert.equal((await redraw(Buffer.concat([png, Buffer.alloc(100 * 1024 - png.length)]), LOGO)).type, 'image/png')
})

test('HP-20 sixty thousand pixels a side are refused by the head of the file', async () => {
  await refuses(emptyPng(60_000, 60_000), 'picture-dimensions')
  assert.deepEqual((await redraw(emptyPng(64, 64), LOGO)).type, 'image/png')
})

test('HP-20 a small file of very many pixels is refused before it is unpacked', async () => {
  const bomb = emptyPng(25_000, 25_000)
  assert.ok(bomb.length < 100 * 1024, `${bomb.length} bytes`)
  // Unpacked, it would be seen to be damaged.
  const damaged = Buffer.from(bomb).fill(7, 200, 400)
  for (const bytes of [bomb, damaged]) await refuses(bytes, 'picture-dimensions', LOGO)
})

test('HP-20 what moves is refused', async () => {
  await refuses(withChunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])), 'picture-animated')
  const frames = await Promise.all(['#f00', '#00f'].map((background) => sharp({ create: { width: 8, height: 8, channels: 3, background } }).png().toBuffer()))
  await refuses(await sharp(frames, { join: { animated: true } }).webp({ loop: 0, delay: [90, 90] }).toBuffer(), 'picture-animated')
})

test('HP-20 what ends too early or is damaged is refused', async () => {
  const noise = await sharp({ create: { width: 200, height: 200, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 30 } } }).png().toBuffer()
  for (const bytes of [png.subarray(0, 8), png.subarray(0, 30), noise.subarray(0, noise.length / 2), Buffer.from([0xff, 0xd8, 0xff]), Buffer.concat([noise.subarray(0, 60), Buffer.alloc(200, 7), noise.subarray(260)])]) {
    await refuses(bytes, 'picture-damaged')
  }
})

test('an icon gives its largest picture, as PNG or as pixels', async () => {
  const entry = (size: number, bits: number, data: Uint8Array, offset: number) => {
    const head = Buffer.alloc(16)
    head.set([size, size])
    head.writeUInt16LE(bits, 6)
    head.writeUInt32LE(data.length, 8)
    head.writeUInt32LE(offset, 12)
    return head
  }
  const bitmap = Buffer.alloc(40 + 4 * 4 * 4 + 4 * 4)
  bitmap.writeUInt32LE(40)
  bitmap.writeInt32LE(4, 4)
  bitmap.writeInt32LE(8, 8)
  bitmap.writeUInt16LE(32, 14)
  for (let pixel = 0; pixel < 16; pixel++) bitmap.set([1, 2, 3, 255], 40 + pixel * 4)
  const small = Buffer.concat([Buffer.from([0, 0, 1, 0, 1, 0]), entry(4, 32, bitmap, 22), bitmap])
  const drawn = await redraw(small, ALL)
  assert.deepEqual([drawn.type, drawn.width, drawn.height], ['image/png', 4, 4])
  assert.deepEqual([...(await sharp(drawn.bytes).raw().toBuffer()).subarray(0, 3)], [3, 2, 1])
  const both = Buffer.concat([Buffer.from([0, 0, 1, 0, 2, 0]), entry(4, 32, bitmap, 38), entry(40, 32, png, 38 + bitmap.length), bitmap, png])
  assert.deepEqual([(await redraw(both, ALL)).width], [40])
  await refuses(Buffer.from([0, 0, 1, 0, 1, 0]), 'picture-damaged')
  await refuses(Buffer.from([0, 0, 1, 0]), 'picture-damaged')
})
