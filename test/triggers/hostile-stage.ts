import type { ServerResponse } from 'node:http'
import type { TestContext } from 'node:test'
import type { LambdaConfigType, UpdateUserPoolRequest } from '@aws-sdk/client-cognito-identity-provider'
import { systemRandom } from '#src/crypto/random.ts'
import { createFunctionRunners } from '#src/delivery/triggers/create-function-runners.ts'
import { createTriggerRunner } from '#src/delivery/triggers/create-trigger-runner.ts'
import { createTriggerMetrics } from '#src/delivery/triggers/trigger-metrics.ts'
import { createSafeFetch } from '#src/delivery/safe-fetch.ts'
import type { TriggerName, TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import { createSdk } from '#test/aws-api/open-aws-api.ts'
import { openPoolhouse, PASSWORD, type PoolhouseOptions } from '#test/drive/open-poolhouse.ts'

/** Milliseconds that no attempt takes which is to end by itself, the loading of a file on a busy machine included. */
export const AMPLE_MS = 60_000

export type Limits = NonNullable<Parameters<typeof createTriggerRunner>[0]['limits']>
export type HostileStage = Awaited<ReturnType<typeof openHostileStage>>

/**
 * An installation whose functions are called for real, are given the time that `limits` says when they are called, and may be anywhere on
 * this machine unless `allow` says otherwise.
 */
export async function openHostileStage(t: TestContext, { limits = { timeoutMs: AMPLE_MS }, allow, ...options }: { limits?: Limits; allow?: readonly string[] } & PoolhouseOptions = {}) {
  const late: { runner?: TriggerRunner } = {}
  const opened = (): TriggerRunner => {
    if (late.runner === undefined) throw new Error('Nothing is called before the functions are there.')
    return late.runner
  }
  const poolhouse = await openPoolhouse(t, { ...options, triggers: { has: (pool, trigger) => opened().has(pool, trigger), run: (call) => opened().run(call) } })
  const { stores, config, clock, log } = poolhouse
  const safeFetch = createSafeFetch({ allow: allow ?? config.outboundAllow })
  const { runners, close } = createFunctionRunners({ config, safeFetch, clock, log })
  t.after(() => Promise.all([close(), safeFetch.close()]))
  late.runner = createTriggerRunner({
    userPools: stores.userPools, functions: stores.registeredFunctions, invocations: stores.triggerInvocations, runners, metrics: createTriggerMetrics({ lost: () => 0 }), requestOrigins: { current: () => null },
    clock, random: systemRandom, log, limits,
  })
  const sdk = createSdk(poolhouse.url)
  t.after(() => sdk.destroy())
  const { pool, client } = poolhouse
  return {
    ...poolhouse, sdk, limits, runner: late.runner,
    /** Names the functions that the pool calls from now on. */
    name: (LambdaConfig: LambdaConfigType, settings: Partial<UpdateUserPoolRequest> = {}) => sdk.updateUserPool({
      UserPoolId: pool.id, AutoVerifiedAttributes: ['email'], EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' }, ...settings, LambdaConfig,
    }),
    signUp: (email: string) => sdk.signUp({ ClientId: client.id, Username: email, Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: email }] }),
    signIn: (USERNAME: string, password = PASSWORD) => sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD: password } }),
  }
}

/** LambdaConfig with one function; machine tokens ask functions of V3 alone. */
export const naming = (trigger: TriggerName, arn: string): LambdaConfigType => (trigger === 'PreTokenGeneration' ? { PreTokenGenerationConfig: { LambdaArn: arn, LambdaVersion: 'V3_0' } } : { [trigger]: arn })

/** Answers with a body, as it is when it is a text. */
export const json = (response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}): void =>
  void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body))

/** The text of a file with a handler that notes its calls. */
export const handlerText = (body: string): string => `exports.handler = async (event) => { require("node:fs").appendFileSync(process.env.EVENTS, "."); ${body} }`

/** Where rows stand for something that was done. Messages are counted: their delivery is noted in them. */
const TABLES = ['users', 'user_names', 'verification_codes', 'sign_in_attempts', 'token_families', 'refresh_tokens', 'password_history', 'devices'] as const

export type Rows = Readonly<Record<string, string>>

/** What is stored, table by table. */
export async function storedRows({ opened }: Pick<HostileStage, 'opened'>): Promise<Rows> {
  const rows = async (sql: string) => ((await opened.prisma.$queryRawUnsafe(sql)) as { digest: string }[])[0]?.digest ?? ''
  const digests: Record<string, string> = { outbox_messages: await rows('SELECT count(*)::text AS digest FROM outbox_messages') }
  for (const table of TABLES) digests[table] = await rows(`SELECT md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) AS digest FROM ${table} t`)
  return digests
}

/** Names of the tables that are not as they were. */
export const changedTables = (before: Rows, after: Rows): string[] => Object.keys(before).filter((table) => before[table] !== after[table]).toSorted()
