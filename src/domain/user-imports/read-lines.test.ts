import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FileLine, readLines } from './read-lines.ts'
import { CHUNK_BYTES } from './user-import-job.ts'

const inMemory = (file: Buffer) => ({
  readChunk: (_fileId: string, position: number) => {
    const chunk = file.subarray(position * CHUNK_BYTES, (position + 1) * CHUNK_BYTES)
    return Promise.resolve(chunk.length === 0 ? null : chunk)
  },
})

async function linesOf(file: Buffer, from = { byte: 0, line: 1 }): Promise<FileLine[]> {
  const lines: FileLine[] = []
  for await (const line of readLines(inMemory(file), 'f', from)) lines.push(line)
  return lines
}

test('lines are whole across pieces of the file, and reading goes on from any of them', async () => {
  const texts = Array.from({ length: 3000 }, (_, n) => `${n} ${'ü漢😀'.repeat(n % 90)}`)
  const file = Buffer.from(texts.join('\n'))
  assert.ok(file.length > 3 * CHUNK_BYTES)
  const lines = await linesOf(file)
  assert.deepEqual(lines.map(({ text }) => text), texts)
  assert.deepEqual(lines.slice(0, 2).map(({ line }) => line), [1, 2])
  for (const at of [0, 777, 1500, 2998]) {
    const { end, line } = lines[at] ?? assert.fail()
    assert.deepEqual((await linesOf(file, { byte: end, line: line + 1 })).slice(0, 3), lines.slice(at + 1, at + 4))
  }
  assert.deepEqual(await linesOf(Buffer.alloc(0)), [])
  assert.deepEqual((await linesOf(Buffer.from('a\n\nb\n'))).map(({ text }) => text), ['a', '', 'b'])
})

test('a line ends exactly where a piece does', async () => {
  const file = Buffer.from(`${'x'.repeat(100)}\n`.repeat(CHUNK_BYTES / 50)).subarray(0, CHUNK_BYTES + 5)
  file[CHUNK_BYTES - 1] = 0x0a
  const lines = await linesOf(file)
  assert.equal(lines.at(-2)?.end, CHUNK_BYTES)
  assert.deepEqual(await linesOf(file, { byte: CHUNK_BYTES, line: 9 }), [{ line: 9, text: lines.at(-1)?.text ?? '', fault: null, end: lines.at(-1)?.end ?? 0 }])
})

test('what is too long or no UTF-8 is told and passed over', async () => {
  const file = Buffer.concat([
    Buffer.from(`${'a'.repeat(16_000)}\r\n${'a'.repeat(16_001)}\n${'😀'.repeat(16_000)}\n${'😀'.repeat(16_001)}\n${'x'.repeat(3 * CHUNK_BYTES)}\n`), Buffer.from([0xc3, 0x28, 0x0a]), Buffer.from('last'),
  ])
  assert.deepEqual((await linesOf(file)).map(({ text, fault }) => [text?.length, fault]), [
    [16_001, null], [undefined, 'The row has more than 16000 characters.'], [32_000, null], [undefined, 'The row has more than 16000 characters.'],
    [undefined, 'The row has more than 16000 characters.'], [undefined, 'The row is not encoded in UTF-8.'], [4, null],
  ])
})
