import { isAbsolute, resolve } from 'node:path'
import { StartError } from '#src/contracts/start-error.ts'
import { checkProduction } from './check-production.ts'
import { type CodeKey, readCodeKeys } from './code-keys.ts'
import type { Environment, Problem } from './env.ts'
import { readEnvironment } from './env.ts'
import { readDnsServers } from './dns-servers.ts'
import { readMailbox, type Mailbox } from './mailbox.ts'
import { readMasterKey } from './master-key.ts'
import { readNetworks } from './networks.ts'
import { readRateLimits } from './rate-limits.ts'

export type Mode = 'development' | 'production'

/** Everything the program is told from outside: checked, derived, complete. */
export type Config = {
  readonly mode: Mode
  readonly listen: { readonly host: string; readonly port: number }
  /** Where this server ends TLS itself, with certificates that were brought; null: nowhere. */
  readonly httpsPort: number | null
  /** Origin of the base address, without a slash at the end. */
  readonly publicUrl: string
  /** Whether browsers speak https to us. */
  readonly secure: boolean
  /** Absolute. */
  readonly dataDir: string
  /** Null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null
  /** Null: the one generated in `dataDir`. */
  readonly masterKey: Buffer | null
  readonly previousMasterKeys: readonly Buffer[]
  readonly region: string
  readonly regions: 'any' | readonly string[]
  readonly accountId: string
  readonly sigv4: 'any' | 'verify'
  /** Null: a pair is generated at first start. */
  readonly operatorKey: { readonly id: string; readonly secret: string } | null
  readonly mail: { readonly url: string; readonly from: Mailbox } | null
  readonly sms: { readonly url: string; readonly secret: string } | null
  /** Cost of a password hash (RFC 9106): memory in KiB, passes. */
  readonly argon2: { readonly memoryKib: number; readonly iterations: number }
  /** Failed password tries from one network to one pool within ten minutes; null is no limit. */
  readonly networkTryLimit: number | null
  /** Days that events of users are kept. */
  readonly userEventDays: number
  /** Days that calls of triggers are kept; 0: they are not written down. */
  readonly triggerLogDays: number
  /** Requests a second of the AWS API by category, in each region; a category that is not there is not limited. */
  readonly rateLimits: Readonly<Record<string, number>>
  /** Host names and networks in private ranges that outgoing requests may reach. */
  readonly outboundAllow: readonly string[]
  /** Addresses and networks whose forwarded headers count. */
  readonly trustProxy: readonly string[]
  /** Headers by which the trusted proxy says where a client is, in lower case; null: nobody says it. */
  readonly cityHeader: string | null
  readonly countryHeader: string | null
  /** Host (and port) under which prefix domains live: `<prefix>.<authDomain>`. */
  readonly authDomain: string
  /** Whether custom domains answer only after their owners said whose they are. */
  readonly domainProof: 'required' | 'none'
  /** Name servers that are asked for owners' words, as addresses with or without a port; empty: the machine's own. */
  readonly dnsServers: readonly string[]
  /** What encrypts codes for functions that send messages, by the pools' KMSKeyID. */
  readonly codeKeys: ReadonlyMap<string, CodeKey>
  /** `none`, `demo`, or the path of a YAML file. */
  readonly seed: string
  /** Path of the design that pools have which have no other; null for ours. */
  readonly brandingFile: string | null
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'
  /** Whether pages are compiled as they are asked for, instead of from the last build. */
  readonly pagesFromSource: boolean
}

export type CheckedConfig = { readonly config: Config | null; readonly problems: readonly Problem[] }

/** Derives the configuration and lists every contradiction and every setting that is unsafe in production. */
export function checkConfig(variables: Readonly<Record<string, string | undefined>>): CheckedConfig {
  const { environment, problems } = readEnvironment(variables)
  const found = [...problems]
  const config = derive(environment, found)
  found.push(...checkContradictions(environment, config))
  if (config.mode === 'production') found.push(...checkProduction(environment, config))
  return found.length === 0 ? { config, problems: [] } : { config: null, problems: found }
}

/** The configuration, or ConfigurationInvalid whose message names each problem and its mend, one a line. */
export function loadConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const { config, problems } = checkConfig(variables)
  if (config === null) throw new StartError('ConfigurationInvalid', problems.map(({ sentence, mend }) => `${sentence} ${mend}`).join('\n'))
  return config
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether a host name of a URL means this machine itself. */
export const isLoopbackHost = (hostname: string): boolean => LOOPBACK.test(hostname)

function derive(environment: Environment, problems: Problem[]): Config {
  const port = environment.PORT ?? 3000
  const publicUrl = new URL(environment.PUBLIC_URL ?? `http://localhost:${port}`)
  const loopback = isLoopbackHost(publicUrl.hostname)
  const mode = environment.MODE ?? (loopback ? 'development' : 'production')
  const development = mode === 'development'
  const region = environment.REGION ?? 'us-east-1'
  return {
    mode,
    listen: { host: environment.HOST ?? (development ? '127.0.0.1' : '0.0.0.0'), port },
    httpsPort: environment.HTTPS_PORT ?? null,
    publicUrl: publicUrl.origin,
    secure: publicUrl.protocol === 'https:',
    dataDir: absolutePath(environment.DATA_DIR ?? '.data'),
    databaseUrl: environment.DATABASE_URL ?? null,
    ...deriveKeys(environment, problems),
    region,
    regions: deriveRegions(environment.REGIONS, development ? 'any' : [region]),
    accountId: environment.ACCOUNT_ID ?? '000000000000',
    sigv4: environment.SIGV4 ?? (development ? 'any' : 'verify'),
    operatorKey: both(environment.ACCESS_KEY_ID, environment.SECRET_ACCESS_KEY, (id, secret) => ({ id, secret })),
    mail: both(environment.SMTP_URL, readMailbox(environment.MAIL_FROM, problems), (url, from) => ({ url, from })),
    sms: both(environment.SMS_WEBHOOK_URL, environment.SMS_WEBHOOK_SECRET, (url, secret) => ({ url, secret })),
    argon2: { memoryKib: environment.ARGON2_MEMORY_KIB ?? 19_456, iterations: environment.ARGON2_ITERATIONS ?? 2 },
    networkTryLimit: environment.NETWORK_TRY_LIMIT === 0 ? null : (environment.NETWORK_TRY_LIMIT ?? 60),
    userEventDays: environment.USER_EVENT_DAYS ?? 90,
    triggerLogDays: environment.TRIGGER_LOG_DAYS ?? 7,
    rateLimits: readRateLimits(environment.RATE_LIMITS ?? (development ? 'off' : 'cognito')) ?? {},
    // A program under development has its triggers and web hooks on the same machine.
    outboundAllow: environment.OUTBOUND_ALLOW === undefined ? (development ? ['127.0.0.0/8', '::1/128'] : []) : readNetworks('OUTBOUND_ALLOW', environment.OUTBOUND_ALLOW, problems, { names: true }),
    trustProxy: readNetworks('TRUST_PROXY', environment.TRUST_PROXY ?? [], problems, { names: false }),
    cityHeader: environment.CITY_HEADER ?? null,
    countryHeader: environment.COUNTRY_HEADER ?? null,
    authDomain: environment.AUTH_DOMAIN ?? (loopback ? `auth.localhost${publicUrl.port === '' ? '' : `:${publicUrl.port}`}` : publicUrl.host),
    domainProof: environment.DOMAIN_PROOF ?? (development ? 'none' : 'required'),
    dnsServers: readDnsServers(environment.DNS_SERVERS ?? [], problems),
    brandingFile: environment.BRANDING_FILE ?? null,
    codeKeys: readCodeKeys(environment.CODE_KEYS ?? [], problems),
    seed: environment.SEED ?? (development ? 'demo' : 'none'),
    logLevel: environment.LOG_LEVEL ?? 'info',
    pagesFromSource: environment.NODE_ENV === 'development' && development,
  }
}

const absolutePath = (path: string): string => (isAbsolute(path) ? path : resolve(path))

const both = <A, B, T>(a: A | null | undefined, b: B | null | undefined, make: (a: A, b: B) => T): T | null => (a == null || b == null ? null : make(a, b))

function deriveRegions(given: string[] | undefined, otherwise: Config['regions']): Config['regions'] {
  if (given === undefined) return otherwise
  return given.includes('any') ? 'any' : given
}

function deriveKeys(environment: Environment, problems: Problem[]): Pick<Config, 'masterKey' | 'previousMasterKeys'> {
  const read = (variable: string, value: string): Buffer[] => {
    const key = readMasterKey(value)
    if (key === null) problems.push({ variable, sentence: `${variable} is not 32 bytes in base64.`, mend: 'Make one with: openssl rand -base64 32' })
    return key === null ? [] : [key]
  }
  return {
    masterKey: environment.MASTER_KEY === undefined ? null : (read('MASTER_KEY', environment.MASTER_KEY)[0] ?? null),
    previousMasterKeys: (environment.MASTER_KEY_PREVIOUS ?? []).flatMap((value) => read('MASTER_KEY_PREVIOUS', value)),
  }
}

function checkContradictions(environment: Environment, config: Config): Problem[] {
  const problems: Problem[] = []
  const refuse = (variable: string, sentence: string, mend: string) => problems.push({ variable, sentence, mend })
  const pair = (one: keyof Environment, other: keyof Environment) => {
    if ((environment[one] === undefined) !== (environment[other] === undefined)) refuse(one, `${one} and ${other} belong together, but only one of them is set.`, `Set both or neither.`)
  }
  if (environment.PUBLIC_URL !== undefined && !/^\w+:\/\/[^/?#@]+\/?$/.test(environment.PUBLIC_URL)) {
    refuse('PUBLIC_URL', 'PUBLIC_URL must be scheme, host and port only.', `Use ${config.publicUrl}: pools are found below it.`)
  }
  pair('ACCESS_KEY_ID', 'SECRET_ACCESS_KEY')
  pair('SMS_WEBHOOK_URL', 'SMS_WEBHOOK_SECRET')
  if (environment.SMTP_URL !== undefined && environment.MAIL_FROM === undefined) refuse('MAIL_FROM', 'SMTP_URL is set but MAIL_FROM, the sender of the messages, is not.', 'Set MAIL_FROM, for example: Example <no-reply@example.com>')
  if (config.regions !== 'any' && !config.regions.includes(config.region)) refuse('REGIONS', `REGIONS does not name REGION (${config.region}).`, 'Add it to REGIONS, or set REGION to one that is there.')
  if (config.httpsPort !== null && !config.secure) refuse('HTTPS_PORT', 'HTTPS_PORT is set, but PUBLIC_URL is http.', 'Use the https address that browsers see as PUBLIC_URL.')
  if (config.httpsPort === config.listen.port) refuse('HTTPS_PORT', 'HTTPS_PORT is the same as PORT.', 'Use another port for each.')
  if (config.authDomain === new URL(config.publicUrl).hostname && new URL(config.publicUrl).port !== '') refuse('AUTH_DOMAIN', 'AUTH_DOMAIN lacks the port of PUBLIC_URL.', `Use ${new URL(config.publicUrl).host}.`)
  return problems
}
