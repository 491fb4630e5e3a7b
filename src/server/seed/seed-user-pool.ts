import { isDeepStrictEqual } from 'node:util'
import { StartError } from '#src/contracts/start-error.ts'
import { acceptUserPoolDomain, type AcceptUserPoolDomainDeps } from '#src/domain/user-pools/accept-user-pool-domain.ts'
import { addCustomAttributes } from '#src/domain/user-pools/add-custom-attributes.ts'
import { completeSchema } from '#src/domain/user-pools/complete-schema.ts'
import { completeUserPoolSettings } from '#src/domain/user-pools/complete-user-pool-settings.ts'
import { createUserPool, type CreateUserPoolDeps } from '#src/domain/user-pools/create-user-pool.ts'
import { createUserPoolDomain, type CreateUserPoolDomainDeps } from '#src/domain/user-pools/create-user-pool-domain.ts'
import { isStandardAttribute } from '#src/domain/user-pools/standard-schema.ts'
import { updateUserPool, type UpdateUserPoolDeps } from '#src/domain/user-pools/update-user-pool.ts'
import { updateUserPoolDomain, type UpdateUserPoolDomainDeps } from '#src/domain/user-pools/update-user-pool-domain.ts'
import { regionOf } from '#src/domain/user-pools/user-pool-id.ts'
import type { UserPoolSettings, UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { SeedPool } from './seed-schema.ts'
import type { SeedReport } from './seed-report.ts'

export type SeedUserPoolDeps = CreateUserPoolDeps & UpdateUserPoolDeps & CreateUserPoolDomainDeps & UpdateUserPoolDomainDeps & AcceptUserPoolDomainDeps

/** Makes the pool, or brings what the seed declares of it up to date; settings that the seed leaves out stay as they are. */
export const seedUserPool = async (deps: SeedUserPoolDeps, seed: SeedPool, report: SeedReport): Promise<void> => {
  const { Id, PoolName, Domains = [], ResourceServers: _r, Clients: _c, Groups: _g, Users: _u, ...declared } = seed
  const pool = await deps.userPools.findPool(Id)
  if (pool === null) {
    await createUserPool(deps, { id: Id, region: regionOf(Id), request: { PoolName, ...declared } })
    report.created.push(`user pool ${Id}`)
  } else if (await updatePool(deps, pool, PoolName, declared)) {
    report.changed.push(`user pool ${Id}`)
  }
  for (const domain of Domains) await seedDomain(deps, Id, domain, report)
}

const updatePool = async (deps: SeedUserPoolDeps, pool: UserPool, name: string, declared: UserPoolSettingsInput): Promise<boolean> => {
  assertUnchangeable(pool, declared)
  const added = missingAttributes(pool, declared)
  // AddCustomAttributes takes 25 at a time.
  for (let first = 0; first < added.length; first += 25) {
    await addCustomAttributes(deps, { UserPoolId: pool.id, CustomAttributes: added.slice(first, first + 25) })
  }
  const { Schema: _, ...wanted } = { ...withoutTwins(pool.settings, declared), ...declared }
  const complete = completeUserPoolSettings({ ...wanted, Schema: pool.settings.Schema })
  if (pool.name === name && isDeepStrictEqual(complete, pool.settings)) return added.length > 0
  await updateUserPool(deps, { ...wanted, UserPoolId: pool.id, PoolName: name })
  return true
}

const missingAttributes = ({ settings }: UserPool, { Schema = [] }: UserPoolSettingsInput) =>
  completeSchema(Schema).filter(({ Name }) => !isStandardAttribute(Name) && !settings.Schema.some((attribute) => attribute.Name === Name))

const assertUnchangeable = (pool: UserPool, declared: UserPoolSettingsInput): void => {
  const fixed: (keyof UserPoolSettings & keyof UserPoolSettingsInput)[] = ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration']
  const changed = fixed.find((member) => declared[member] !== undefined && !isDeepStrictEqual(declared[member], pool.settings[member]))
    ?? changedAttribute(pool, declared)
  if (changed === undefined) return
  throw new StartError('ConfigurationInvalid', `The seed changes ${changed} of user pool ${pool.id}, which is fixed once a pool exists. Undo that, or give the pool another Id.`)
}

const changedAttribute = ({ settings }: UserPool, { Schema }: UserPoolSettingsInput): string | undefined => {
  if (Schema === undefined) return undefined
  const declared = completeSchema(Schema)
  const changed = settings.Schema.find((current) => {
    const wanted = declared.find(({ Name }) => Name === current.Name)
    return wanted !== undefined && !isDeepStrictEqual(wanted, current)
  })
  return changed === undefined ? undefined : `the attribute ${changed.Name}`
}

/** Where the seed declares a setting by one of its two names, the stored value under the other must not win. */
const withoutTwins = (current: UserPoolSettings, declared: UserPoolSettingsInput): UserPoolSettingsInput => {
  const { SmsMessage, EmailMessage, EmailSubject, ...template } = current.VerificationMessageTemplate
  const { SmsVerificationMessage, EmailVerificationMessage, EmailVerificationSubject, ...others } = current
  return {
    ...others,
    ...present({ SmsVerificationMessage, EmailVerificationMessage, EmailVerificationSubject }),
    VerificationMessageTemplate: {
      ...template,
      ...(declared.SmsVerificationMessage === undefined ? present({ SmsMessage }) : {}),
      ...(declared.EmailVerificationMessage === undefined ? present({ EmailMessage }) : {}),
      ...(declared.EmailVerificationSubject === undefined ? present({ EmailSubject }) : {}),
    },
  }
}

const present = (members: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

const seedDomain = async (deps: SeedUserPoolDeps, poolId: string, domain: NonNullable<SeedPool['Domains']>[number], report: SeedReport): Promise<void> => {
  const current = await deps.userPools.findDomain(domain.Domain)
  if (current === null || current.poolId !== poolId) {
    // What stands in the operator's own file is the operator's word.
    await createUserPoolDomain(deps, { UserPoolId: poolId, ...domain }, true)
    report.created.push(`domain ${domain.Domain}`)
    return
  }
  if (current.status !== 'ACTIVE') {
    await acceptUserPoolDomain(deps, { Domain: current.domain })
    report.changed.push(`domain ${current.domain}`)
  }
  const sameLook = domain.ManagedLoginVersion === undefined || domain.ManagedLoginVersion === current.managedLoginVersion
  const sameConfig = domain.CustomDomainConfig === undefined || isDeepStrictEqual(domain.CustomDomainConfig, current.customDomainConfig)
  if (sameLook && sameConfig) return
  await updateUserPoolDomain(deps, { UserPoolId: poolId, ...domain })
  report.changed.push(`domain ${domain.Domain}`)
}
