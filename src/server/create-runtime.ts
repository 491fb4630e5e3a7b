import { acceptAnyOperator } from '#src/aws-api/authenticate-operator.ts'
import { createAwsApi } from '#src/aws-api/create-aws-api.ts'
import { createPageTokens } from '#src/aws-api/page-token.ts'
import { createRateLimiter } from '#src/aws-api/quotas/rate-limiter.ts'
import { createOperatorVerifier } from '#src/aws-api/signature/verify-operator.ts'
import { createUserImportFiles } from '#src/aws-api/user-import-files.ts'
import type { Config } from '#src/config/config.ts'
import { loadMasterKeys } from '#src/config/master-key.ts'
import { createKeyedHash } from '#src/crypto/keyed-hash.ts'
import { createPasswordHasher } from '#src/crypto/password-hash.ts'
import { systemRandom } from '#src/crypto/random.ts'
import { createSealer, type Sealer } from '#src/crypto/sealing.ts'
import { createCodeEncrypter } from '#src/delivery/code-keys/encrypt-code.ts'
import { createDomainEvidence } from '#src/delivery/domain-evidence.ts'
import { createSafeFetch, type SafeFetch } from '#src/delivery/safe-fetch.ts'
import { startDelivery, type Delivery } from '#src/delivery/start-delivery.ts'
import { previewDesign } from '#src/domain/branding/designs/preview-design.ts'
import type { Clock } from '#src/domain/clock.ts'
import { tellOfNewBrowsers } from '#src/domain/notices/tell-of-new-browsers.ts'
import type { TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import { answerBrandFile } from '#src/hosted/answer-brand-file.ts'
import { createHostedWire } from '#src/hosted/create-hosted-wire.ts'
import { hostedOidcPages } from '#src/hosted/hosted-oidc-pages.ts'
import { createOidcWire } from '#src/oidc/create-oidc-wire.ts'
import { checkMasterKey } from '#src/storage/check-master-key.ts'
import { createStores, type Stores } from '#src/storage/create-stores.ts'
import { openDatabase, type Database } from '#src/storage/engine/database.ts'
import { loadInstallationSecret } from '#src/storage/installation-secret.ts'
import { createOutboxStore } from '#src/storage/outbox-store.ts'
import { createSweeper } from '#src/storage/sweeper.ts'
import { loadHouseLook, withHouseFiles } from './branding/load-house-look.ts'
import { bindAccountOperations } from './bind-account-operations.ts'
import { bindHostedOperations } from './bind-operations.ts'
import { withBuiltInClients } from './built-in-clients.ts'
import { createDomain, type Domain } from './create-domain.ts'
import { createDevelopmentDoor, INBOX_PATH } from './development-door.ts'
import { ensureOperatorKey } from './ensure-operator-key.ts'
import { createHostedPages, type HostedPages } from './hosted-pages.ts'
import type { Log } from './log.ts'
import { openTriggers } from './open-triggers.ts'
import { createRequestOrigins } from './request-origins.ts'
import type { DevelopmentRuntime, HostedWire, Runtime } from './runtime.ts'
import { seedInstallation } from './seed/seed-installation.ts'
import { startWorkers } from './start-workers.ts'

/** Next puts a slower one in its place for the whole process, once it is loaded. */
const PlatformDate = Date
const systemClock: Clock = { now: () => new PlatformDate() }

/** What a test may put in place of the real thing. */
export type RuntimeParts = { clock?: Clock; database?: Database; triggers?: TriggerRunner }

/** The composition root: opens what is to be opened, in order, and gives each part what it names. Closes all of it when a step fails. */
export async function createRuntime(config: Config, log: Log, parts: RuntimeParts = {}): Promise<Runtime & { domain: Domain; stores: Stores; opened: Database }> {
  const clock = parts.clock ?? systemClock
  const keys = loadMasterKeys(config)
  const sealer = createSealer(keys)
  const database = parts.database ?? (await openDatabase({ databaseUrl: config.databaseUrl ?? undefined, dataDir: config.dataDir, log }))
  const closing: (() => Promise<void>)[] = [() => database.close()]
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    const { stores, delivery, domain, safeFetch, triggerMetrics } = await openParts({ config, log, clock, sealer, database, closing, triggers: parts.triggers ?? null })
    const createdAccessKey = await ensureOperatorKey({ accessKeys: stores.accessKeys, random: domain.random, clock }, config.operatorKey)
    await seedInstallation(domain, { seed: config.seed, region: config.region, publicUrl: config.publicUrl })
    const pages = createHostedPages({ fromSource: config.pagesFromSource })
    const wires = createWires({ config, log, sealer, domain, stores, pages, safeFetch })
    const development: DevelopmentRuntime | null = delivery.inbox === null
      ? null
      : { inbox: delivery.inbox, door: createDevelopmentDoor({ config, domain, inbox: delivery.inbox, masterKey: keys.current.key }) }
    return { config, log, database, pools: stores.userPools, liveDomains: stores.liveDomains, certificates: config.httpsPort === null ? null : stores.installedCertificates, clock, pages, triggerMetrics, ...wires, development, createdAccessKey, close, domain, stores, opened: database }
  } catch (error) {
    await close()
    throw error
  }
}

type OpenInput = { config: Config; log: Log; clock: Clock; sealer: Sealer; database: Database; triggers: TriggerRunner | null; closing: (() => Promise<void>)[] }

async function openParts({ config, log, clock, sealer, database, closing, triggers: given }: OpenInput): Promise<{ stores: Stores; delivery: Delivery; domain: Domain; safeFetch: SafeFetch; triggerMetrics: Runtime['triggerMetrics'] }> {
  await checkMasterKey({ database, sealer })
  const keyedHash = createKeyedHash(await loadInstallationSecret({ database, sealer }, 'keyed_hash_key'))
  const stores = createStores({ database, sealer, log })
  stores.start()
  closing.push(() => stores.stop())
  await stores.liveDomains.start()
  if (config.httpsPort !== null) await stores.installedCertificates.start()
  const sweeper = createSweeper({ database, clock, log, userEventDays: config.userEventDays, triggerLogDays: config.triggerLogDays })
  sweeper.start()
  closing.push(() => sweeper.stop())
  const safeFetch = createSafeFetch({ allow: config.outboundAllow })
  closing.push(() => safeFetch.close())
  const requestOrigins = createRequestOrigins()
  const opened = openTriggers({ config, stores, safeFetch, requestOrigins, clock, log })
  closing.push(() => opened.close())
  const triggers = given ?? opened.triggers
  const house = await loadHouseLook(config.brandingFile)
  const delivery = startDelivery({
    pictures: withHouseFiles(stores.brandAssets, house),
    clock, log, random: systemRandom, mode: config.mode, sms: config.sms, mail: config.mail,
    outbox: createOutboxStore({ sql: database.sql, sealer }), safeFetch, triggers,
    codeEncrypter: createCodeEncrypter({ keys: config.codeKeys, random: systemRandom }),
  })
  closing.push(() => delivery.stop())
  const domain = createDomain({
    house, config, stores, clock, keyedHash, random: systemRandom, triggers, messageSender: delivery.sender, requestOrigins,
    passwordHasher: createPasswordHasher(config.argon2),
    domainEvidence: createDomainEvidence({ safeFetch, dnsServers: config.dnsServers }),
  })
  domain.userEvents.whenWritten((events) => void tellOfNewBrowsers(domain, events).catch((err: unknown) => log.warn({ err }, 'people could not be told of new browsers')))
  for (const worker of startWorkers({ config, log, sealer, stores, domain, caller: opened.caller })) closing.push(() => worker.stop())
  return { stores, delivery, domain, safeFetch, triggerMetrics: opened.metrics }
}

type WiresInput = { config: Config; log: Log; sealer: Sealer; domain: Domain; stores: Stores; pages: HostedPages; safeFetch: SafeFetch }

function createWires({ config, log, sealer, domain, stores, pages, safeFetch }: WiresInput): Pick<Runtime, 'oidc' | 'awsApi' | 'userImportFiles' | 'brandFiles'> & { hosted: HostedWire } {
  const inboxHref = config.mode === 'development' ? `${config.publicUrl}${INBOX_PATH}` : null
  const show: HostedPages['show'] = (req, res, page) => pages.show(req, res, page)
  const common = { clock: domain.clock, random: domain.random, keyedHash: domain.keyedHash, pools: stores.userPools, clients: withBuiltInClients(domain), brands: domain.brands, previewDesign: (input: { poolId: string; token: string }) => previewDesign(domain, input), terms: stores.terms, log }
  const oidc = createOidcWire({
    ...common, publicUrl: config.publicUrl, models: stores.models, tokens: stores.tokens,
    signingKeys: domain.signingKeys, triggers: domain.triggers, requestOrigins: domain.requestOrigins, publicAddress: domain.addresses.publicAddress,
    fetchKeys: (url) => safeFetch.fetch(url, { method: 'GET' }),
    pages: hostedOidcPages({ ...common, inboxHref, show }),
  })
  const hosted = createHostedWire({ ...common, requestOrigins: domain.requestOrigins, sealer, users: stores.users, bridge: oidc.bridge, operations: bindHostedOperations(domain), account: bindAccountOperations(domain), inboxHref, show })
  const awsApi = createAwsApi({
    deps: { ...domain, pageTokens: createPageTokens(sealer) },
    authenticateOperator: config.sigv4 === 'any'
      ? acceptAnyOperator(config.region)
      : createOperatorVerifier({ accessKeys: stores.accessKeys, clock: domain.clock, regions: config.regions }),
    takeRequest: createRateLimiter(config.rateLimits, domain.clock),
    defaultRegion: config.region,
  })
  return { oidc: oidc.handler, hosted, awsApi, userImportFiles: createUserImportFiles(domain), brandFiles: (req, res, request) => answerBrandFile({ ...common, brandAssets: domain.brandAssets }, req, res, request) }
}
