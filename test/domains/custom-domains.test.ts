import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { days, hours } from '#src/contracts/duration.ts'
import { acceptUserPoolDomain } from '#src/domain/user-pools/accept-user-pool-domain.ts'
import { checkDomainProofs } from '#src/domain/user-pools/check-domain-proofs.ts'
import { createUserPoolDomain } from '#src/domain/user-pools/create-user-pool-domain.ts'
import { applySeed } from '#src/server/seed/apply-seed.ts'
import type { Seed } from '#src/server/seed/seed-schema.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { rawRequest, get } from '#test/server/raw-request.ts'
import { startDnsServer } from './dns-server.ts'

const NAME = 'login.example.com'

async function openAsking(t: TestContext) {
  const dns = await startDnsServer(t)
  const api = await openAwsApi(t, { variables: { DOMAIN_PROOF: 'required', DNS_SERVERS: dns.address } })
  const newPool = async () => (await api.sdk.createUserPool({ PoolName: 'people' })).UserPool?.Id ?? ''
  const port = Number(new URL(api.url).port)
  const [UserPoolId, other] = [await newPool(), await newPool()]
  return {
    ...api, dns, UserPoolId, other,
    claim: (pool = UserPoolId) => createUserPoolDomain(api.domain, { UserPoolId: pool, Domain: NAME }),
    describe: async () => (await api.sdk.describeUserPoolDomain({ Domain: NAME })).DomainDescription,
    /** Status of its sign-in page at the domain. */
    answers: async (name = NAME) => (await rawRequest(port, get('/oauth2/authorize', `${name}:${port}`))).status,
    /** How the domain stands after a look. The running worker may look as well: it finds the same. */
    async look() {
      api.clock.advance(hours(1)) // what the worker has taken is free again
      await checkDomainProofs(api.domain, () => undefined)
      const found = await api.stores.userPools.findDomain(NAME)
      return found === null ? 'gone' : `${found.status}${found.lostAt === null ? '' : ', word lost'}`
    },
  }
}

test('a custom domain answers once its alias record is its owner’s word, and not before', async (t) => {
  const { dns, claim, describe, answers, look, sdk, url, UserPoolId } = await openAsking(t)
  const created = await sdk.createUserPoolDomain({ UserPoolId, Domain: NAME, CustomDomainConfig: { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/6f2c0f8e' } })
  assert.match(created.CloudFrontDomain ?? '', /^d[0-9a-f]{24}\.auth\.localhost$/)
  assert.deepEqual([(await describe())?.Status, (await describe())?.CloudFrontDistribution], ['CREATING', created.CloudFrontDomain])
  assert.equal(await answers(), 421)
  const discovery = async () => (await fetch(`${url}/${UserPoolId}/.well-known/openid-configuration`)).text()
  assert.doesNotMatch(await discovery(), /login\.example\.com/, 'nobody is told of it')
  await assert.rejects(claim(), { code: 'InvalidParameter' })
  assert.deepEqual(await look(), 'CREATING')
  dns.set(NAME, 'CNAME', [`${created.CloudFrontDomain?.toUpperCase()}`])
  assert.deepEqual(await look(), 'ACTIVE')
  assert.equal((await describe())?.Status, 'ACTIVE')
  assert.notEqual(await answers(), 421)
  assert.match(await discovery(), /login\.example\.com/)
})

test('a TXT record that names the pool does too; one that names another pool, or lies elsewhere, does not', async (t) => {
  const { dns, claim, answers, look, UserPoolId, other, domain } = await openAsking(t)
  await claim()
  dns.set(`_poolhouse.${NAME}`, 'TXT', ['v=spf1 -all', `pool=${other}`, `pool=${UserPoolId}x`])
  dns.set(NAME, 'TXT', [`pool=${UserPoolId}`])
  dns.set(NAME, 'CNAME', [domain.domainHosts.aliasOf({ poolId: other, domain: NAME })])
  assert.deepEqual(await look(), 'CREATING')
  assert.equal(await answers(), 421)
  dns.set(`_poolhouse.${NAME}`, 'TXT', ['v=spf1 -all', `pool=${UserPoolId}`])
  assert.deepEqual(await look(), 'ACTIVE')
  assert.notEqual(await answers(), 421)
})

test('a claim that fails keeps nobody away; a record left behind serves its own pool alone', async (t) => {
  const { dns, clock, claim, describe, answers, look, sdk, UserPoolId, other } = await openAsking(t)
  await claim(other)
  assert.equal((await refusalOf(claim())).message, 'Domain already associated with another user pool.')
  clock.advance(days(7))
  assert.deepEqual(await look(), 'FAILED')
  assert.equal((await describe())?.Status, 'FAILED')
  await claim()
  assert.deepEqual([(await describe())?.Status, (await describe())?.UserPoolId], ['CREATING', UserPoolId])
  dns.set(`_poolhouse.${NAME}`, 'TXT', [`pool=${UserPoolId}`])
  assert.deepEqual(await look(), 'ACTIVE')
  await sdk.deleteUserPoolDomain({ UserPoolId, Domain: NAME })
  assert.equal(await answers(), 421)
  await claim(other)
  assert.deepEqual(await look(), 'CREATING', 'the record of the pool before is still there')
  assert.equal(await answers(), 421)
})

test('a name that somebody else claims in vain is not kept from the pool that its owner names', async (t) => {
  const { dns, claim, describe, look, sdk, UserPoolId, other } = await openAsking(t)
  await claim(other)
  await assert.rejects(claim(), { code: 'InvalidParameter' })
  dns.set(`_poolhouse.${NAME}`, 'TXT', [`pool=${UserPoolId}`])
  await sdk.createUserPoolDomain({ UserPoolId, Domain: NAME, CustomDomainConfig: { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/6f2c0f8e' } })
  assert.equal((await describe())?.UserPoolId, UserPoolId)
  await assert.rejects(claim(other), { code: 'InvalidParameter' })
  assert.deepEqual(await look(), 'ACTIVE')
  dns.set(`_poolhouse.${NAME}`, 'TXT', [`pool=${other}`])
  await assert.rejects(claim(other), { code: 'InvalidParameter' }, 'what answers gives way to nobody')
})

test('a record that is removed later is marked, and locks nobody out; a name server that fails says nothing', async (t) => {
  const { dns, claim, answers, look, UserPoolId, clock } = await openAsking(t)
  const record = (values: string[]) => dns.set(`_poolhouse.${NAME}`, 'TXT', values)
  record([`pool=${UserPoolId}`])
  await claim()
  assert.deepEqual(await look(), 'ACTIVE')
  const nextDay = async () => {
    clock.advance(days(1))
    return look()
  }
  dns.break(true)
  assert.deepEqual(await nextDay(), 'ACTIVE')
  dns.break(false)
  record([])
  assert.deepEqual(await nextDay(), 'ACTIVE, word lost')
  assert.notEqual(await answers(), 421)
  assert.deepEqual(await nextDay(), 'ACTIVE, word lost')
  record([`pool=${UserPoolId}`])
  assert.deepEqual(await nextDay(), 'ACTIVE')
})

test('the operator’s word is enough, and nobody is asked afterwards', async (t) => {
  const { domain, dns, claim, answers, look, clock } = await openAsking(t)
  await assert.rejects(acceptUserPoolDomain(domain, { Domain: NAME }), { code: 'ResourceNotFound' })
  await claim()
  assert.equal((await acceptUserPoolDomain(domain, { Domain: NAME })).status, 'ACTIVE')
  assert.notEqual(await answers(), 421)
  dns.asked.length = 0
  clock.advance(days(30))
  assert.deepEqual(await look(), 'ACTIVE')
  assert.deepEqual(dns.asked, [])
})

test('names of the installation itself are no pool’s domain', async (t) => {
  const { domain, UserPoolId } = await openAsking(t)
  const hosts = { ...domain, domainHosts: { ...domain.domainHosts, prefixHost: () => 'localhost' } }
  for (const Domain of ['auth.localhost', 'shop.auth.localhost', domain.domainHosts.aliasOf({ poolId: UserPoolId, domain: NAME })]) {
    await assert.rejects(createUserPoolDomain(domain, { UserPoolId, Domain }), { code: 'InvalidParameter', message: `Domain is reserved by this server: ${Domain}` })
  }
  await assert.rejects(createUserPoolDomain(hosts, { UserPoolId, Domain: 'www' }), { code: 'InvalidParameter' })
})

test('what stands in the operator’s seed is the operator’s word', async (t) => {
  const { domain, claim, answers, look, UserPoolId } = await openAsking(t)
  await claim()
  const seed = (Id: string, Domain: string): Seed => ({ UserPools: [{ Id, PoolName: 'people', Domains: [{ Domain }] }] })
  assert.deepEqual(await applySeed(domain, seed(UserPoolId, NAME)), { created: [], changed: [`domain ${NAME}`] })
  assert.notEqual(await answers(), 421)
  assert.deepEqual((await applySeed(domain, seed('us-east-1_seeded001', 'seeded.example.com'))).created, ['user pool us-east-1_seeded001', 'domain seeded.example.com'])
  assert.notEqual(await answers('seeded.example.com'), 421)
  assert.deepEqual(await applySeed(domain, seed('us-east-1_seeded001', 'seeded.example.com')), { created: [], changed: [] })
  assert.equal(await look(), 'ACTIVE')
})
