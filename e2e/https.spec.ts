import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import type { Seed, SeedPool } from '#src/server/seed/seed-schema.ts'
import { makeCertificate } from '#test/domains/certificates.ts'
import { freePort } from '#test/free-port.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { signIn } from './steps/sign-in.ts'
import { PoolhouseProcess } from './support/poolhouse-process.ts'
import { startReceiver } from './support/receiver.ts'
import { expect, test } from './support/test.ts'

const PERSON = { username: 'ada@example.com', password: 'Analytical-1843' }

const poolAt = (Id: string, ClientId: string, Domain: string, receiver: string): SeedPool => ({
  Id, PoolName: `At ${Domain}`, UsernameAttributes: ['email'], Domains: [{ Domain }],
  Clients: [{ ClientId, ClientName: 'app', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid'], CallbackURLs: [`${receiver}/callback`] }],
  Users: [{ Username: PERSON.username, Password: PERSON.password, UserAttributes: { email: PERSON.username, email_verified: 'true' } }],
})

/** Brings a certificate by the command line, as an operator would while the server runs. */
const bringCertificate = async (dataDir: string, publicUrl: string, names: readonly string[]): Promise<string> => {
  const { pem, keyPem } = makeCertificate(names[0] ?? '', { names })
  const [chain, key] = [join(dataDir, 'chain.pem'), join(dataDir, 'key.pem')]
  await Promise.all([writeFile(chain, pem), writeFile(key, keyPem)])
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/domains.ts', 'certificate', chain, key], { env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir, PUBLIC_URL: publicUrl } })
  return stdout
}

/** Opens the sign-in page of a host and tells for which name its certificate was. */
const open = async (page: Page, origin: string, clientId: string, receiver: string): Promise<string> => {
  const answer = await page.goto(`${origin}/oauth2/authorize?${new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: `${receiver}/callback`, scope: 'openid', state: clientId }).toString()}`)
  return (await answer?.securityDetails())?.subjectName ?? ''
}

test.use({ ignoreHTTPSErrors: true })

test('the server ends TLS itself: each host with its own certificate, brought while it runs, and its own cookies', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'poolhouse-https-'))
  const [httpsPort, receiver] = [await freePort(), await startReceiver(await freePort())]
  const seed: Seed = { UserPools: [poolAt('us-east-1_httpsone1', 'oneweb', 'one', receiver.origin), poolAt('us-east-1_httpstwo1', 'twoweb', 'login.two.localhost', receiver.origin)] }
  await writeFile(join(folder, 'seed.json'), JSON.stringify(seed))
  const publicUrl = `https://localhost:${httpsPort}`
  const poolhouse = await PoolhouseProcess.launch({ PUBLIC_URL: publicUrl, HTTPS_PORT: String(httpsPort), SEED: join(folder, 'seed.json') })
  try {
    const [one, two] = [`https://one.auth.localhost:${httpsPort}`, `https://login.two.localhost:${httpsPort}`] as const
    await expect(page.goto(one)).rejects.toThrow(/ERR_SSL|ERR_CONNECTION/)
    expect(await bringCertificate(poolhouse.dataDir, publicUrl, ['localhost', 'one.auth.localhost'])).toMatch(/^Serving:/)
    expect(await bringCertificate(poolhouse.dataDir, publicUrl, ['login.two.localhost'])).toMatch(/^Serving:/)
    await expect.poll(() => open(page, two, 'twoweb', receiver.origin).catch(() => 'none yet')).toBe('login.two.localhost')
    for (const [origin, clientId] of [[one, 'oneweb'], [two, 'twoweb']] as const) {
      await open(page, origin, clientId, receiver.origin)
      await signInScreen(page).expectShown()
      await signIn({ page }, PERSON.username, PERSON.password)
      await receiverScreen(page).expectCode(clientId)
    }
    const cookies = (await page.context().cookies()).filter(({ domain }) => domain.endsWith('one.auth.localhost') || domain.endsWith('login.two.localhost'))
    expect(new Set(cookies.map(({ domain }) => domain))).toEqual(new Set(['one.auth.localhost', 'login.two.localhost']))
    // The one of a request under way belongs to its path; all others to the whole host, and to no other.
    for (const { name, secure, path, httpOnly } of cookies) expect([secure, httpOnly, name.startsWith('__Host-')], name).toEqual([true, true, path === '/'])
    expect(poolhouse.output).not.toMatch(/PRIVATE KEY/)
  } finally {
    await Promise.all([poolhouse.dispose(), receiver.close(), rm(folder, { recursive: true, force: true })])
  }
})
