import assert from 'node:assert/strict'
import { test } from 'node:test'
import decodeQR from 'qr/decode.js'
import { drawQr } from './draw-qr.ts'

const MODULE = 4

/** The drawing as a browser would paint it: dark strokes on a light ground. */
function painted({ size, path }: ReturnType<typeof drawQr>) {
  const [width, height] = [size * MODULE, size * MODULE]
  const data = new Uint8Array(width * height * 4).fill(255)
  let [x, y] = [0, 0]
  for (const [, command = '', one = '0', other = '0'] of path.matchAll(/([Mmh])(-?[\d.]+)(?: ([\d.]+))?/g)) {
    if (command === 'M') [x, y] = [Number(one), Number(other)]
    else if (command === 'm') x += Number(one)
    else {
      for (let row = (y - 0.5) * MODULE; row < (y + 0.5) * MODULE; row++) {
        for (let column = x * MODULE; column < (x + Number(one)) * MODULE; column++) data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3)
      }
      x += Number(one)
    }
  }
  return { width, height, data }
}

test('what is drawn is read back, with a quiet zone around it, for short and long texts', () => {
  for (const text of ['a', 'otpauth://totp/Example%20Store%3Aada%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example%20Store', `otpauth://totp/${'ü'.repeat(120)}`]) {
    const drawing = drawQr(text)
    assert.equal(decodeQR(painted(drawing)), text)
    assert.doesNotMatch(drawing.path, /M[0-3] |M\d+ [0-3]\./, 'nothing in the first four rows and columns')
  }
})
