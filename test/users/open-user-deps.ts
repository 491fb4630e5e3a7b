import { randomBytes } from 'node:crypto'
import type { TestContext } from 'node:test'
import { loadTexts } from '#src/contracts/messages/load-catalogue.ts'
import { createKeyedHash, type KeyedHash } from '#src/crypto/keyed-hash.ts'
import { createPasswordHasher, type PasswordHasher } from '#src/crypto/password-hash.ts'
import type { NetworkLimits } from '#src/domain/attempts/limit-network.ts'
import { type Brands, resolveBrand } from '#src/domain/branding/resolve-brand.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { AppClientSettingsInput } from '#src/domain/app-clients/app-client-settings.ts'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import type { Message, MessageSender } from '#src/domain/messages/message-sender.ts'
import type { TriggerCall, TriggerName, TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { makePool, openPoolDeps, type PoolDeps } from '#test/pools/open-pool-deps.ts'

/** What operations on users need, on an empty database; messages are kept and triggers are functions of the test. */
export type UserDeps = PoolDeps & {
  keyedHash: KeyedHash
  passwordHasher: PasswordHasher
  messageSender: MessageSender
  textsFor: typeof loadTexts
  triggers: TriggerRunner
  networkLimits: NetworkLimits
  brands: Pick<Brands, 'brandOf'>
  addresses: { hostedBaseUrl(poolId: string): Promise<string> }
  /** Sent so far, oldest first. */
  sent: Message[]
  /** Calls so far, as `source`. */
  called: TriggerCall[]
  /** Functions of every pool. */
  functions: Partial<Record<TriggerName, (call: TriggerCall) => Record<string, unknown>>>
}

export async function openUserDeps(t: TestContext): Promise<UserDeps> {
  const deps = await openPoolDeps(t)
  const sent: Message[] = []
  const called: TriggerCall[] = []
  const functions: UserDeps['functions'] = {}
  return {
    ...deps, sent, called, functions, textsFor: loadTexts,
    keyedHash: createKeyedHash(randomBytes(32)),
    passwordHasher: createPasswordHasher({ memoryKib: 8, iterations: 1 }),
    messageSender: { send: (message) => Promise.resolve(void sent.push(message)) },
    brands: { brandOf: () => Promise.resolve(resolveBrand([])) },
    networkLimits: { passwordTries: null, networkOf: () => null },
    addresses: { hostedBaseUrl: (poolId) => Promise.resolve(`https://auth.example.com/${poolId}`) },
    triggers: {
      has: (_pool, trigger) => functions[trigger] !== undefined,
      run: (call) => {
        called.push(call)
        return Promise.resolve().then(() => functions[call.trigger]?.(call) ?? {})
      },
    },
  }
}

/** A pool that verifies e-mail addresses, with a client that hides who exists and lets plain passwords in. */
export async function makePoolAndClient(
  deps: UserDeps, settings: UserPoolSettingsInput = {}, client: AppClientSettingsInput = {},
): Promise<{ pool: UserPool; client: AppClient }> {
  const pool = await makePool(deps, { AutoVerifiedAttributes: ['email'], ...settings })
  const made = await createUserPoolClient(deps, {
    UserPoolId: pool.id, ClientName: 'app', PreventUserExistenceErrors: 'ENABLED',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], ...client,
  })
  return { pool, client: made }
}

/** The newest message; its code or link must be there. */
export const lastCode = (deps: UserDeps): string => {
  const code = deps.sent.at(-1)?.code
  if (!code) throw new Error('The newest message carries no code.')
  return code
}

/** The code of a promise's refusal; fails when there is none. */
export const refusalOf = async (promise: Promise<unknown>): Promise<{ code: string; message: string; details: { reason?: string; retryAt?: Date } }> => {
  try {
    await promise
  } catch (error) {
    return error as { code: string; message: string; details: { reason?: string } }
  }
  throw new Error('Nothing was refused.')
}

export const PASSWORD = 'Correct-Horse-9'
