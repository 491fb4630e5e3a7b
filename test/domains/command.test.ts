import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { days } from '#src/contracts/duration.ts'
import { loadConfig } from '#src/config/config.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import { createUserPoolDomain } from '#src/domain/user-pools/create-user-pool-domain.ts'
import { administerDomains, readDomainCommand } from '#src/server/administer-domains.ts'
import { createRuntime } from '#src/server/create-runtime.ts'
import { openLogs } from '#src/server/log.ts'
import { until } from '#test/reliability/until.ts'
import { makeCertificate } from './certificates.ts'
import { startDnsServer } from './dns-server.ts'

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'poolhouse-domains-'))
  t.after(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const variablesFor = (dataDir: string) => ({
  SEED: 'none', DATA_DIR: dataDir, DOMAIN_PROOF: 'required', AUTH_DOMAIN: 'id.example.org', PUBLIC_URL: 'https://localhost:3443', HTTPS_PORT: '3443', DNS_SERVERS: '127.0.0.1:9',
})

/** Starts everything but the listening server; `lines` is its log. */
async function start(t: TestContext, dataDir: string) {
  const config = loadConfig(variablesFor(dataDir))
  const lines: string[] = []
  const runtime = await createRuntime(config, openLogs(config, { write: (line) => void lines.push(line) }).log)
  let open = true
  const stop = async () => {
    if (open) await runtime.close()
    open = false
  }
  t.after(stop)
  return { ...runtime, lines, stop }
}

function run(dataDir: string, words: string, more: Record<string, string> = {}): Promise<string> {
  const config = loadConfig({ ...variablesFor(dataDir), ...more })
  const command = readDomainCommand(words.split(' ')) ?? assert.fail(words)
  return administerDomains(config, openLogs(config, { write: () => undefined }).log, command)
}

function writeCertificate(dataDir: string, names: string[], wishes: Parameters<typeof makeCertificate>[1] = {}): string {
  const { pem, keyPem } = makeCertificate('x', { names, ...wishes })
  writeFileSync(join(dataDir, 'chain.pem'), pem)
  writeFileSync(join(dataDir, 'key.pem'), keyPem)
  return `certificate ${join(dataDir, 'chain.pem')} ${join(dataDir, 'key.pem')}`
}

test('commands are read whole or not at all', () => {
  for (const words of ['', 'list x', 'check', 'check a.example.com', 'accept', 'accept a b', 'certificate a', 'certificate a b c', 'forget-certificate', 'forget-certificate a b', 'revoke a']) assert.equal(readDomainCommand(words.split(' ')), null, words)
  assert.deepEqual(readDomainCommand(['accept', 'Login.Example.com']), { kind: 'accept', domain: 'login.example.com' })
})

test('while the server runs on its embedded database it does and lists what the command line asks for, and says what cannot be done', async (t) => {
  const dataDir = folder(t)
  const server = await start(t, dataDir)
  const pool = await createUserPool(server.domain, { region: 'us-east-1', request: { PoolName: 'people' } })
  await createUserPoolDomain(server.domain, { UserPoolId: pool.id, Domain: 'login.example.com' })
  assert.match(await run(dataDir, 'list'), /^login\.example\.com {2}\S+ {2}CREATING .*\nNo certificates\.\n$/)
  assert.match(await run(dataDir, writeCertificate(dataDir, ['login.example.com'])), /^Serving:\nlogin\.example\.com {2}until /)
  await until('the certificate is served', () => server.stores.installedCertificates.current().length === 1)
  assert.match(await run(dataDir, 'accept login.example.com'), /answers for user pool/)
  assert.equal((await server.stores.userPools.findDomain('login.example.com'))?.status, 'ACTIVE')
  const [, id = ''] = /^login\.example\.com {2}\S+ {2}ACTIVE\nlogin\.example\.com {2}until \S+ {2}(\S+)\n$/.exec(await run(dataDir, 'list')) ?? []
  assert.match(await run(dataDir, `forget-certificate ${id}`), /is not served any more/)
  await assert.rejects(run(dataDir, 'accept unheard-of.example.com'), { code: 'CommandRefused', message: 'No user pool has claimed unheard-of.example.com.' })
  assert.deepEqual(readdirSync(join(dataDir, 'commands')), [])
  const said = server.lines.filter((line) => line.includes('a command line has asked for something')).join('')
  for (const [command, done] of [['certificate', true], ['forget-certificate', true], ['accept', false]] as const) assert.match(said, new RegExp(`domains ${command}\\W+done\\W+${done}`))
  assert.doesNotMatch(said, /domains list/)
  const key = /[A-Za-z0-9+/]{40}/.exec(readFileSync(join(dataDir, 'key.pem'), 'utf8'))?.[0] ?? assert.fail()
  assert.ok(!server.lines.join('').includes(key))
})

test('without a running server the database is changed at once, and listed', async (t) => {
  const dataDir = folder(t)
  const server = await start(t, dataDir)
  const pool = await createUserPool(server.domain, { region: 'us-east-1', request: { PoolName: 'people' } })
  await createUserPoolDomain(server.domain, { UserPoolId: pool.id, Domain: 'login.example.com' })
  await server.stop()
  assert.match(await run(dataDir, 'list'), new RegExp(`^login\\.example\\.com  ${pool.id}  CREATING  CNAME d[0-9a-f]{24}\\.id\\.example\\.org\nNo certificates\\.\n$`))
  assert.match(await run(dataDir, 'accept login.example.com'), /answers for user pool/)
  const served = await run(dataDir, writeCertificate(dataDir, ['login.example.com', '*.id.example.org']))
  const [, id = ''] = /^Serving:\nlogin\.example\.com \*\.id\.example\.org  until \d{4}-\d\d-\d\d  ([0-9a-f]{64})\n$/.exec(served) ?? assert.fail(served)
  assert.match(await run(dataDir, 'list'), /^login\.example\.com {2}\S+ {2}ACTIVE\nlogin\.example\.com \*/)
  assert.match(await run(dataDir, `forget-certificate ${id}`), /is not served any more/)
  assert.match(await run(dataDir, `forget-certificate ${id}`), /There is no certificate/)
  await assert.rejects(run(dataDir, 'accept shop'), { code: 'ResourceNotFound' })
})

test('a certificate that is of no use is refused before it goes anywhere', async (t) => {
  const dataDir = folder(t)
  const words = writeCertificate(dataDir, ['login.example.com'], { notBefore: new Date(Date.now() - days(9)), notAfter: new Date(Date.now() - days(1)) })
  await assert.rejects(run(dataDir, words), { code: 'InvalidParameter', message: /^The certificate was good until/ })
  writeFileSync(join(dataDir, 'key.pem'), makeCertificate('other', {}).keyPem)
  await assert.rejects(run(dataDir, words), { code: 'InvalidParameter', message: 'The private key belongs to another certificate.' })
  await assert.rejects(run(dataDir, 'certificate /nowhere/chain.pem /nowhere/key.pem'), { code: 'ENOENT' })
  assert.ok(!readdirSync(dataDir).includes('commands'))
})

test('a check says what to write into DNS, and whether it is there', async (t) => {
  const dataDir = folder(t)
  const dns = await startDnsServer(t)
  const check = () => run(dataDir, 'check login.example.com us-east-1_A', { DNS_SERVERS: dns.address })
  assert.match(await check(), /^The owner has not said yet[^]+login\.example\.com\. CNAME d[0-9a-f]{24}\.id\.example\.org\.\n {2}_poolhouse\.login\.example\.com\. TXT "pool=us-east-1_A"\n {2}https:\/\/login\.example\.com\/\.well-known\/poolhouse-domain answers pool=us-east-1_A\n$/)
  dns.set('_poolhouse.login.example.com', 'TXT', ['pool=us-east-1_A'])
  assert.match(await check(), /^The owner has said that it is the pool's/)
  dns.break(true)
  assert.match(await check(), /^The name server does not answer/)
})

test('the log tells in time of certificates that end, and of hosts without any', async (t) => {
  const dataDir = folder(t)
  const first = await start(t, dataDir)
  await until('it is said that there is none', () => Promise.resolve(first.lines.some((line) => line.includes('nobody brought a certificate for this host'))))
  await first.stop()
  await run(dataDir, writeCertificate(dataDir, ['localhost'], { notAfter: new Date(Date.now() + days(20)) }))
  const second = await start(t, dataDir)
  await until('it is said that it ends', () => Promise.resolve(second.lines.some((line) => line.includes('a certificate ends soon'))))
  assert.ok(!second.lines.some((line) => line.includes('nobody brought')))
})
