import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkConfig, loadConfig } from './config.ts'

type Variables = Record<string, string>
const KEY = Buffer.alloc(32, 7).toString('base64')
const PRODUCTION: Variables = { PUBLIC_URL: 'https://auth.example.com', MASTER_KEY: KEY, SMTP_URL: 'smtps://u:p@mail.example.com', MAIL_FROM: 'Example <no-reply@example.com>' }
const problemsOf = (variables: Variables) => checkConfig(variables).problems.map((problem) => problem.variable)

describe('defaults', () => {
  it('are a development instance on this machine', () => {
    const config = loadConfig({})
    assert.deepEqual(
      { mode: config.mode, listen: config.listen, publicUrl: config.publicUrl, authDomain: config.authDomain, regions: config.regions, sigv4: config.sigv4, seed: config.seed, databaseUrl: config.databaseUrl, pagesFromSource: config.pagesFromSource },
      { mode: 'development', listen: { host: '127.0.0.1', port: 3000 }, publicUrl: 'http://localhost:3000', authDomain: 'auth.localhost:3000', regions: 'any', sigv4: 'any', seed: 'demo', databaseUrl: null, pagesFromSource: false },
    )
    assert.ok(config.dataDir.endsWith('/.data'))
    assert.ok(config.outboundAllow.includes('127.0.0.0/8'))
  })

  it('follow from the public address', () => {
    const config = loadConfig(PRODUCTION)
    assert.deepEqual(
      { mode: config.mode, listen: config.listen, secure: config.secure, authDomain: config.authDomain, regions: config.regions, sigv4: config.sigv4, seed: config.seed, outbound: config.outboundAllow, key: config.masterKey?.toString('base64') },
      { mode: 'production', listen: { host: '0.0.0.0', port: 3000 }, secure: true, authDomain: 'auth.example.com', regions: ['us-east-1'], sigv4: 'verify', seed: 'none', outbound: [], key: KEY },
    )
    assert.deepEqual(config.mail, { url: 'smtps://u:p@mail.example.com', from: { name: 'Example', address: 'no-reply@example.com' } })
    assert.equal(loadConfig({ PORT: '4000' }).publicUrl, 'http://localhost:4000')
    assert.equal(loadConfig({ PORT: '4000', PUBLIC_URL: 'http://127.0.0.1:8080/' }).authDomain, 'auth.localhost:8080')
  })

  it('count an empty variable as unset', () => {
    assert.deepEqual(loadConfig({ PORT: '', PUBLIC_URL: ' ', SMTP_URL: '' }), loadConfig({}))
  })
})

describe('values that cannot be used', () => {
  const table: readonly [string, string][] = [
    ['MODE', 'prod'], ['PORT', '0'], ['PORT', '65536'], ['PORT', '80a'], ['PORT', '-1'], ['HOST', 'a b'], ['PUBLIC_URL', 'localhost:3000'], ['PUBLIC_URL', 'ftp://example.com'],
    ['PUBLIC_URL', 'http://localhost:3000/auth'], ['PUBLIC_URL', 'http://user@localhost:3000'], ['PUBLIC_URL', 'http://localhost:3000?x'], ['DATABASE_URL', 'mysql://db/x'],
    ['MASTER_KEY', 'short'], ['MASTER_KEY', `${KEY}AAAA`], ['MASTER_KEY_PREVIOUS', `${KEY},nonsense`], ['REGION', 'Europe'], ['ACCOUNT_ID', '123'], ['SIGV4', 'none'], ['SMTP_URL', 'mail.example.com'],
    ['SMS_WEBHOOK_URL', 'nowhere'], ['TRUST_PROXY', 'proxy.example.com'], ['TRUST_PROXY', '10.0.0.0/33'], ['TRUST_PROXY', '10.1'], ['OUTBOUND_ALLOW', 'http://a'], ['AUTH_DOMAIN', 'https://auth.example.com'], ['AUTH_DOMAIN', 'Auth.example.com'],
    ['LOG_LEVEL', 'loud'], ['ALLOW_NO_MAIL', 'yes'],
  ]
  for (const [variable, value] of table) {
    it(`${variable}=${value}`, () => {
      const { config, problems } = checkConfig({ [variable]: value })
      assert.equal(config, null)
      assert.ok(problems.some((problem) => problem.variable === variable), JSON.stringify(problems))
      for (const { sentence, mend } of problems) assert.ok(sentence.endsWith('.') && mend.length > 10)
    })
  }

  it('are all named at once, and secrets are not repeated', () => {
    assert.throws(() => loadConfig({ PORT: 'x', SIGV4: 'y', MASTER_KEY: 'my-secret-key' }), (error: { code?: string; message: string }) => {
      assert.equal(error.code, 'ConfigurationInvalid')
      assert.equal(error.message.split('\n').length, 3)
      assert.doesNotMatch(error.message, /my-secret-key/)
      return true
    })
  })
})

describe('contradictions', () => {
  const table: readonly [string, Variables][] = [
    ['ACCESS_KEY_ID', { ACCESS_KEY_ID: 'AKIAEXAMPLE0000000000' }],
    ['ACCESS_KEY_ID', { SECRET_ACCESS_KEY: 'x'.repeat(40) }],
    ['SMS_WEBHOOK_URL', { SMS_WEBHOOK_URL: 'https://sms.example.com' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example.com' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'a@b.example, c@d.example' }],
    ['REGIONS', { REGION: 'eu-west-1', REGIONS: 'us-east-1,us-east-2' }],
    ['HTTPS_PORT', { HTTPS_PORT: '3443' }],
    ['HTTPS_PORT', { HTTPS_PORT: '3000', PORT: '3000', PUBLIC_URL: 'https://localhost:3000' }],
    ['DNS_SERVERS', { DNS_SERVERS: '192.0.2.53,dns.example.com' }],
    ['DNS_SERVERS', { DNS_SERVERS: '192.0.2.53:0' }],
    ['DNS_SERVERS', { DNS_SERVERS: '192.0.2:53' }],
  ]
  for (const [variable, variables] of table) it(`${JSON.stringify(variables)} is mended at ${variable}`, () => assert.ok(problemsOf(variables).includes(variable)))
})

describe('production refuses', () => {
  const table: readonly [string, Variables, string][] = [
    ['an http address', { PUBLIC_URL: 'http://auth.example.com' }, 'PUBLIC_URL'],
    ['a generated master key', { MASTER_KEY: '' }, 'MASTER_KEY'],
    ['unchecked signatures', { SIGV4: 'any' }, 'SIGV4'],
    ['to have no mail transport', { SMTP_URL: '', MAIL_FROM: '' }, 'SMTP_URL'],
    ['custom domains of anybody', { DOMAIN_PROOF: 'none' }, 'DOMAIN_PROOF'],
    ['known passwords', { SEED: 'demo' }, 'SEED'],
    ['password hashes that are cheap to guess', { ARGON2_MEMORY_KIB: '1024', ARGON2_ITERATIONS: '1' }, 'ARGON2_MEMORY_KIB'],
    ['web hooks to everywhere', { OUTBOUND_ALLOW: '0.0.0.0/0' }, 'OUTBOUND_ALLOW'],
  ]
  for (const [what, changes, variable] of table) it(what, () => assert.deepEqual(problemsOf({ ...PRODUCTION, ...changes }), [variable]))

  it('to let custom domains answer without their owners’ word', () => {
    assert.equal(loadConfig(PRODUCTION).domainProof, 'required')
    assert.equal(loadConfig({}).domainProof, 'none')
    assert.deepEqual(loadConfig({ DNS_SERVERS: '192.0.2.53, 192.0.2.53:5353,[2001:db8::53]:5353,2001:db8::53' }).dnsServers, ['192.0.2.53', '192.0.2.53:5353', '[2001:db8::53]:5353', '2001:db8::53'])
  })

  it('nothing that was waived by name', () => {
    assert.deepEqual(problemsOf({ ...PRODUCTION, SMTP_URL: '', MAIL_FROM: '', ALLOW_NO_MAIL: 'true' }), [])
    assert.deepEqual(problemsOf({ ...PRODUCTION, PUBLIC_URL: 'http://auth.example.com', ALLOW_HTTP: 'true' }), [])
    assert.deepEqual(problemsOf({ ...PRODUCTION, SMTP_URL: '', MAIL_FROM: '', ALLOW_NO_MAIL: 'false' }), ['SMTP_URL'])
  })

  it('the same on loopback, once it is called production', () => {
    assert.deepEqual(problemsOf({ MODE: 'production' }).sort(), ['MASTER_KEY', 'PUBLIC_URL', 'SMTP_URL'])
  })
})
