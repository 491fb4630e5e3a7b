import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { createSealer } from '#src/crypto/sealing.ts'
import { askServer, takeAsked } from './asked-commands.ts'

const sealer = createSealer({ current: { id: 'own', key: Buffer.alloc(32, 1) } })
const stranger = createSealer({ current: { id: 'other', key: Buffer.alloc(32, 9) } })

function folder(t: TestContext) {
  const dataDir = mkdtempSync(join(tmpdir(), 'poolhouse-asked-'))
  t.after(() => rmSync(dataDir, { recursive: true, force: true }))
  return { dataDir, commands: join(dataDir, 'commands') }
}

/** Asks for something and answers it; the file in which it was asked, which is gone now. */
async function askOnce(dataDir: string, commands: string): Promise<{ file: string; sealed: string }> {
  const asking = askServer(dataDir, sealer, { kind: 'accept' })
  const [file = ''] = readdirSync(commands)
  const sealed = readFileSync(join(commands, file), 'utf8')
  takeAsked(dataDir, sealer).asked[0]?.answer({ done: true, text: '' })
  await asking
  return { file, sealed }
}

/** Milliseconds that whoever asks waits where nobody is to answer: longer than the asking itself takes. */
const SOON = 500

test('what is asked and answered is sealed, and read by nobody else on the machine', async (t) => {
  const { dataDir, commands } = folder(t)
  const asking = askServer(dataDir, sealer, { key: 'the key itself' })
  const [file = ''] = readdirSync(commands)
  assert.ok(!readFileSync(join(commands, file), 'latin1').includes('the key itself'))
  assert.deepEqual([statSync(join(commands, file)).mode & 0o777, statSync(commands).mode & 0o777], [0o600, 0o700])
  const { asked: [one = assert.fail()] } = takeAsked(dataDir, sealer)
  assert.deepEqual(one.command, { key: 'the key itself' })
  one.answer({ done: true, text: 'the secret itself' })
  const [answer = ''] = readdirSync(commands)
  assert.ok(!readFileSync(join(commands, answer), 'latin1').includes('the secret itself'))
  assert.equal(statSync(join(commands, answer)).mode & 0o777, 0o600)
  assert.deepEqual(await asking, { done: true, text: 'the secret itself' })
  assert.deepEqual(readdirSync(commands), [])
})

test('commands are taken once and in order', async (t) => {
  const { dataDir } = folder(t)
  const now = Date.now()
  const asking = [3, 1, 2].map((n) => {
    const { mock } = t.mock.method(Date, 'now', () => now + n)
    const answered = askServer(dataDir, sealer, n)
    mock.restore()
    return answered
  })
  const { asked } = takeAsked(dataDir, sealer)
  assert.deepEqual(asked.map(({ command }) => command), [1, 2, 3])
  assert.deepEqual(takeAsked(dataDir, sealer), { asked: [], refused: 0 })
  for (const { command, answer } of asked) answer({ done: true, text: String(command) })
  assert.deepEqual((await Promise.all(asking)).map((answer) => answer?.text), ['3', '1', '2'])
})

test('nobody without the master key is answered, and nobody waits for ever', async (t) => {
  const { dataDir, commands } = folder(t)
  const asking = askServer(dataDir, stranger, { kind: 'list' }, SOON)
  assert.deepEqual(takeAsked(dataDir, sealer), { asked: [], refused: 1 })
  assert.equal(await asking, null)
  assert.equal(await askServer(dataDir, sealer, { kind: 'list' }, SOON), null)
  assert.deepEqual(readdirSync(commands), [])
})

test('a command counts under the name it was sealed for alone, and what is no command is left alone', async (t) => {
  const { dataDir, commands } = folder(t)
  const { sealed } = await askOnce(dataDir, commands)
  writeFileSync(join(commands, `${Date.now()}-${'0'.repeat(16)}.asked`), sealed)
  writeFileSync(join(commands, 'readme.txt'), 'left alone')
  assert.deepEqual(takeAsked(dataDir, sealer), { asked: [], refused: 1 })
  assert.deepEqual(readdirSync(commands), ['readme.txt'])
})

test('what nobody waits for any more is not carried out, and cleared away', async (t) => {
  const { dataDir, commands } = folder(t)
  const { file, sealed } = await askOnce(dataDir, commands)
  for (const kind of ['asked', 'answer', 'draft']) writeFileSync(join(commands, file.replace('asked', kind)), sealed)
  const askedAt = Date.now()
  t.mock.method(Date, 'now', () => askedAt + minutes(1) + 1000)
  assert.deepEqual(takeAsked(dataDir, sealer), { asked: [], refused: 0 })
  assert.deepEqual(readdirSync(commands), [])
})
