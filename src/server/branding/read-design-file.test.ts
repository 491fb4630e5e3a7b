import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { readDesignFile } from './read-design-file.ts'

async function write(t: TestContext, document: unknown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'poolhouse-design-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'look/files'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'look/files/logo.png'), 'PNG')
  await writeFile(join(folder, 'look/look.css'), '.id-card{}')
  await writeFile(join(folder, 'look/branding.json'), typeof document === 'string' ? document : JSON.stringify(document))
  return join(folder, 'look/branding.json')
}

test('files that a document names are taken into it', async (t) => {
  const path = await write(t, { css: { file: 'look.css' }, images: { logo: { light: { file: 'files/logo.png' } } }, fonts: [{ file: './files/logo.png', weight: '400' }], texts: { en: { file: 'signIn' } }, layout: 'split' })
  const data = Buffer.from('PNG').toString('base64')
  assert.deepEqual(await readDesignFile(path), { css: '.id-card{}', images: { logo: { light: { data } } }, fonts: [{ data, weight: '400' }], texts: { en: { file: 'signIn' } }, layout: 'split' })
})

test('a file outside of the folder, one that is not there, and what is no JSON are errors that name it', async (t) => {
  for (const file of ['../secret.txt', '/etc/hostname', 'files/../../secret.txt']) await assert.rejects(readDesignFile(await write(t, { css: { file } })), /is not in the folder/)
  await assert.rejects(readDesignFile(await write(t, { css: { file: 'gone.css' } })), /gone\.css/)
  await assert.rejects(readDesignFile(await write(t, '{')), /branding\.json is not JSON/)
})
