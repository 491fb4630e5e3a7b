import type { Config } from '#src/config/config.ts'
import { loadTexts } from '#src/contracts/messages/load-catalogue.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { PasswordHasher } from '#src/crypto/password-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import { generateSigningKey } from '#src/crypto/signing-key.ts'
import type { RequestOrigins } from '#src/domain/activity/request-origin.ts'
import { managedSource } from '#src/domain/branding/managed/managed-source.ts'
import { ownSource } from '#src/domain/branding/designs/own-source.ts'
import { classicSource } from '#src/domain/branding/classic/classic-source.ts'
import { createBrands } from '#src/domain/branding/resolve-brand.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { MessageSender } from '#src/domain/messages/message-sender.ts'
import { createSigningKeys } from '#src/domain/tokens/signing-keys.ts'
import type { TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import type { DomainEvidence } from '#src/domain/user-pools/domain-proof.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { refuseWhenFull } from '#src/domain/users/refuse-when-full.ts'
import { redrawPicture } from '#src/images/redraw-picture.ts'
import { createBell } from '#src/rounds/bell.ts'
import type { Stores } from '#src/storage/create-stores.ts'
import { createDomainHosts } from './domain-hosts.ts'
import { type HouseLook, withHouseFiles } from './branding/load-house-look.ts'
import { createNetworkLimits } from './network-limits.ts'
import { createPoolAddresses } from './pool-addresses.ts'

export type DomainParts = {
  config: Pick<Config, 'publicUrl' | 'authDomain' | 'domainProof' | 'accountId' | 'regions' | 'trustProxy' | 'networkTryLimit'>
  stores: Stores
  clock: Clock
  random: Random
  keyedHash: KeyedHash
  passwordHasher: PasswordHasher
  messageSender: MessageSender
  triggers: TriggerRunner
  requestOrigins: RequestOrigins
  house: HouseLook | null
  domainEvidence: DomainEvidence
}

/** Everything domain operations depend on, under the names they ask for. */
export function createDomain(parts: DomainParts) {
  const { stores, config, clock, random } = parts
  const signingKeys = createSigningKeys({ store: stores.signingKeys, clock, generateSigningKey })
  const importBell = createBell()
  const addresses = createPoolAddresses(config, stores.userPools)
  return {
    clock,
    random,
    keyedHash: parts.keyedHash,
    passwordHasher: refuseWhenFull(parts.passwordHasher),
    messageSender: parts.messageSender,
    triggers: parts.triggers,
    requestOrigins: parts.requestOrigins,
    publicUrl: config.publicUrl,
    accountId: config.accountId,
    regions: config.regions,
    textsFor: loadTexts,
    addresses,
    domainHosts: createDomainHosts(config),
    domainEvidence: parts.domainEvidence,
    networkLimits: createNetworkLimits(config),
    signingKeys,
    /** A new pool gets its key at once, so that the first sign-in does not wait for it. */
    createFirstSigningKey: (pool: UserPool) => signingKeys.current(pool),
    userPools: stores.userPools,
    appClients: stores.appClients,
    resourceServers: stores.resourceServers,
    groups: stores.groups,
    users: stores.users,
    userImports: stores.userImports,
    announceImport: importBell.ring,
    importBell,
    codes: stores.codes,
    attempts: stores.attempts,
    knownNetworks: stores.knownNetworks,
    passwordTries: stores.passwordTries,
    passkeys: stores.passkeys,
    signInAttempts: stores.signInAttempts,
    softwareTokens: stores.softwareTokens,
    declinedOffers: stores.declinedOffers,
    recoveryCodes: stores.recoveryCodes,
    devices: stores.devices,
    tokens: stores.tokens,
    ssoSessions: stores.ssoSessions,
    terms: stores.terms,
    termsAcceptances: stores.termsAcceptances,
    managedStyles: stores.managedStyles,
    redrawPicture,
    brandAssets: withHouseFiles(stores.brandAssets, parts.house),
    brandDesigns: stores.brandDesigns,
    uiCustomizations: stores.uiCustomizations,
    brands: createBrands({ house: parts.house?.layer ?? null, userPools: stores.userPools, brandSources: { own: ownSource(stores.brandDesigns), managed: managedSource(stores.managedStyles), classic: classicSource(stores.uiCustomizations) } }),
    userEvents: stores.userEvents,
    noticeLinks: stores.noticeLinks,
    accountDeletions: stores.accountDeletions,
    certificates: stores.certificates,
  }
}

export type Domain = ReturnType<typeof createDomain>
