import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { loadConfig } from '#src/config/config.ts'
import { loadMasterKeys, masterKeyPath } from '#src/config/master-key.ts'
import { createSealer } from '#src/crypto/sealing.ts'
import { checkMasterKey } from '#src/storage/check-master-key.ts'
import { openDatabase } from '#src/storage/engine/database.ts'
import { startMailServer } from '#test/delivery/mail-server.ts'
import { freePort } from '#test/free-port.ts'
import { startTinyServer } from '#test/server/tiny-server.ts'
import { examine } from './examine.ts'
import { formatFindings } from './finding.ts'

async function healthy(t: TestContext): Promise<Record<string, string>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'poolhouse-doctor-'))
  t.after(() => rmSync(dataDir, { recursive: true }))
  return { DATA_DIR: dataDir, PORT: String(await freePort()) }
}

const problemsOf = async (variables: Record<string, string>) => (await examine(variables)).flatMap((finding) => (finding.kind === 'problem' ? [finding] : []))

describe('the doctor', () => {
  it('finds nothing on a fresh machine, and leaves nothing there', async (t) => {
    const variables = await healthy(t)
    const dataDir = join(variables['DATA_DIR'] ?? '', 'new')
    const text = formatFindings(await examine({ ...variables, DATA_DIR: dataDir }))
    assert.doesNotMatch(text, /PROBLEM/)
    assert.match(text, /The embedded database does not exist yet/)
    assert.deepEqual(await problemsOf({ ...variables, DATA_DIR: dataDir }), [])
  })

  it('names every wrong setting with its mend', async () => {
    const problems = await problemsOf({ PORT: '0', SIGV4: 'off', PUBLIC_URL: 'https://auth.example.com' })
    assert.ok(problems.length >= 4)
    for (const { sentence, mend } of problems) assert.ok(sentence.length > 20 && mend.length > 10)
  })

  it('tells a taken port from one where Poolhouse itself answers', async (t) => {
    const other = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
    await once(other, 'listening')
    t.after(() => other.close())
    const port = String((other.address() as { port: number }).port)
    assert.deepEqual((await problemsOf({ ...(await healthy(t)), PORT: port })).map(({ sentence }) => sentence), [`Port ${port} on 127.0.0.1 is in use by another program.`])
    const both = { ...(await healthy(t)), HTTPS_PORT: port, PUBLIC_URL: 'https://localhost:3443' }
    assert.deepEqual((await problemsOf(both)).map(({ mend }) => mend), ['Stop it, or set HTTPS_PORT to another one.'])
    const own = await startTinyServer(t)
    assert.deepEqual(await problemsOf({ ...(await healthy(t)), PORT: String(own.port) }), [])
  })

  it('notices a master key that is not the database\'s, and a key that others may read', async (t) => {
    const variables = await healthy(t)
    const config = loadConfig(variables)
    const database = await openDatabase({ dataDir: config.dataDir })
    await checkMasterKey({ database, sealer: createSealer(loadMasterKeys(config)) })
    assert.match(formatFindings(await examine(variables)), /is in use by a running Poolhouse/)
    await database.close()
    assert.match(formatFindings(await examine(variables)), /All migrations are applied[^]*The master key is the one of this database/)
    chmodSync(masterKeyPath(config.dataDir), 0o644)
    assert.match((await problemsOf(variables))[0]?.mend ?? '', /^chmod 600 /)
    const wrong = { ...variables, MASTER_KEY: Buffer.alloc(32, 9).toString('base64') }
    assert.deepEqual((await problemsOf(wrong)).map(({ sentence }) => sentence), ['MASTER_KEY is not the key this database was written with.'])
  })

  it('says why a database server cannot be used, and names no password', async (t) => {
    const url = `postgresql://poolhouse:hunter2@127.0.0.1:${await freePort()}/poolhouse`
    const [found, ...others] = await problemsOf({ ...(await healthy(t)), DATABASE_URL: url })
    assert.deepEqual(others, [])
    assert.match(`${found?.sentence} ${found?.mend}`, /poolhouse.*nothing listens there/i)
    assert.doesNotMatch(JSON.stringify(found), /hunter2/)
  })

  it('asks the mail server to let it in', async (t) => {
    const server = await startMailServer(t, { auth: (auth, _session, done) => done(auth.password === 'right' ? null : new Error('no'), { user: 'u' }) })
    const mail = (password: string) => ({ SMTP_URL: `smtp://u:${password}@127.0.0.1:${server.port}`, MAIL_FROM: 'a@example.com' })
    assert.deepEqual(await problemsOf({ ...(await healthy(t)), ...mail('right') }), [])
    const [found] = await problemsOf({ ...(await healthy(t)), ...mail('wrong') })
    assert.equal(found?.mend, 'Correct user and password in SMTP_URL.')
    assert.doesNotMatch(found?.sentence ?? '', /wrong/)
  })
})
