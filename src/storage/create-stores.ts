import type { Sealer } from '#src/crypto/sealing.ts'
import type { AccountDeletionStore } from '#src/domain/account/account-deletion-store.ts'
import type { UserEventStore } from '#src/domain/activity/user-event.ts'
import type { BrandAssetStore } from '#src/domain/branding/brand-file.ts'
import type { UiCustomizationStore } from '#src/domain/branding/classic/ui-customization.ts'
import type { BrandDesignStore } from '#src/domain/branding/designs/design.ts'
import type { NoticeLinkStore } from '#src/domain/notices/notice-link.ts'
import type { AccessKeyStore } from '#src/domain/access-keys/access-key-store.ts'
import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import type { ManagedStyleStore } from '#src/domain/branding/managed/managed-style-store.ts'
import type { AttemptStore } from '#src/domain/attempts/attempt-store.ts'
import type { KnownNetworkStore } from '#src/domain/attempts/known-network-store.ts'
import type { FunctionStore } from '#src/domain/functions/registered-function.ts'
import type { VerificationCodeStore } from '#src/domain/codes/verification-code-store.ts'
import type { DeviceStore } from '#src/domain/devices/device-store.ts'
import type { GroupStore } from '#src/domain/groups/group.ts'
import type { DeclinedOfferStore } from '#src/domain/mfa/declined-offer-store.ts'
import type { SoftwareTokenStore } from '#src/domain/mfa/software-token-store.ts'
import type { RecoveryCodeStore } from '#src/domain/recovery-codes/recovery-code-store.ts'
import type { ResourceServerStore } from '#src/domain/resource-servers/resource-server.ts'
import type { PasskeyStore } from '#src/domain/passkeys/passkey.ts'
import type { SsoSessionStore } from '#src/domain/sessions/user-session.ts'
import type { PasswordTryStore } from '#src/domain/sign-in/password-try-store.ts'
import type { SignInAttemptStore } from '#src/domain/sign-in/sign-in-attempt.ts'
import type { TermsAcceptanceStore } from '#src/domain/terms/terms-acceptance.ts'
import type { TermsStore } from '#src/domain/terms/terms.ts'
import type { SigningKeyStore } from '#src/domain/tokens/signing-key-store.ts'
import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import type { UserImportStore } from '#src/domain/user-imports/user-import-store.ts'
import type { TriggerInvocationStore } from '#src/domain/triggers/trigger-invocation.ts'
import type { CertificateStore, InstalledCertificate } from '#src/domain/certificates/certificate.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { LiveDomain } from '#src/domain/user-pools/user-pool.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { ModelStore } from '#src/oidc/model-store.ts'
import { createAccountDeletionStore } from './account-deletion-store.ts'
import { createAttemptStore } from './attempt-store.ts'
import { createBrandDesignStore } from './branding/brand-design-store.ts'
import { createBrandAssetStore } from './branding/brand-assets.ts'
import { createUiCustomizationStore } from './branding/ui-customization-store.ts'
import { createChangeFeed } from './cache/change-feed.ts'
import type { Change } from './cache/change.ts'
import { createCommitChanges } from './cache/commit-changes.ts'
import { createKeptList, type KeptList } from './cache/kept-list.ts'
import { createCaches } from './caches.ts'
import { createCertificateStore, loadInstalledCertificates } from './certificate-store.ts'
import type { Database } from './engine/database.ts'
import { createDeclinedOfferStore } from './declined-offer-store.ts'
import { createDeviceStore } from './device-store.ts'
import { createFunctionStore } from './function-store.ts'
import { createKnownNetworkStore } from './known-network-store.ts'
import { createManagedStyleStore } from './managed-style-store.ts'
import { createModelStore } from './model-store.ts'
import { createNoticeLinkStore } from './notice-link-store.ts'
import { createPasskeyStore } from './passkey-store.ts'
import { createPasswordTryStore } from './password-try-store.ts'
import { createAccessKeyStore } from './prisma-access-key-store.ts'
import { createAppClientStore } from './prisma-app-client-store.ts'
import { createGroupStore } from './prisma-group-store.ts'
import { createResourceServerStore } from './prisma-resource-server-store.ts'
import { createSigningKeyStore } from './prisma-signing-key-store.ts'
import { createTermsStore } from './prisma-terms-store.ts'
import { createUserPoolStore } from './prisma-user-pool-store.ts'
import { createRecoveryCodeStore } from './recovery-code-store.ts'
import { createSignInAttemptStore } from './sign-in-attempt-store.ts'
import { createSoftwareTokenStore } from './software-token-store.ts'
import { createSsoSessionStore } from './sso-session-store.ts'
import { resealSecrets } from './reseal-secrets.ts'
import type { StorageLog } from './storage-log.ts'
import { createTermsAcceptanceStore } from './terms-acceptance-store.ts'
import { createTokenStore } from './tokens/token-store.ts'
import { createTriggerInvocationStore } from './trigger-invocation-store.ts'
import { createUserEventStore } from './user-event-store.ts'
import { createUserImportStore } from './user-imports/user-import-store.ts'
import { loadLiveDomains } from './user-pool-domain-rows.ts'
import { createUserStore } from './users/user-store.ts'
import { createVerificationCodeStore } from './verification-code-store.ts'

/** Everything the domain and the wires keep. */
export type Stores = {
  userPools: UserPoolStore
  appClients: AppClientStore
  resourceServers: ResourceServerStore
  groups: GroupStore
  users: UserStore
  userImports: UserImportStore
  codes: VerificationCodeStore
  attempts: AttemptStore
  knownNetworks: KnownNetworkStore
  passwordTries: PasswordTryStore
  passkeys: PasskeyStore
  signInAttempts: SignInAttemptStore
  softwareTokens: SoftwareTokenStore
  declinedOffers: DeclinedOfferStore
  recoveryCodes: RecoveryCodeStore
  devices: DeviceStore
  tokens: TokenStore
  ssoSessions: SsoSessionStore
  terms: TermsStore
  termsAcceptances: TermsAcceptanceStore
  managedStyles: ManagedStyleStore
  signingKeys: SigningKeyStore
  brandAssets: BrandAssetStore
  brandDesigns: BrandDesignStore
  uiCustomizations: UiCustomizationStore
  models: ModelStore
  accessKeys: AccessKeyStore
  userEvents: UserEventStore
  noticeLinks: NoticeLinkStore
  accountDeletions: AccountDeletionStore
  certificates: CertificateStore
  registeredFunctions: FunctionStore
  triggerInvocations: TriggerInvocationStore
  /** Domains that answer, known without a statement. Whoever needs them starts them. */
  liveDomains: KeptList<LiveDomain>
  /** The certificates with their keys, likewise. */
  installedCertificates: KeptList<InstalledCertificate>
  /**
   * Begins to hear what other instances change (until then records are read again every second), and, after a rotation of
   * the master key, to seal everything anew.
   */
  start(): void
  stop(): Promise<void>
}

export type StoresDeps = { database: Database; sealer: Sealer; log: StorageLog }

/** The stores on one open database. Sends no statement. */
export function createStores({ database, sealer, log }: StoresDeps): Stores {
  const { prisma, sql } = database
  const stopping = new AbortController()
  let resealing: Promise<unknown> | undefined
  const userEvents = createUserEventStore({ sql, log })
  const triggerInvocations = createTriggerInvocationStore({ sql, log })
  const heard = (change: Change) => {
    caches.forget(change)
    liveDomains.heard(change)
    installedCertificates.heard(change)
  }
  const feed = createChangeFeed({ database, log, heard })
  const caches = createCaches({ database, sealer, isCurrent: feed.isCurrent })
  const commit = createCommitChanges({ database, forget: heard })
  const kept = { log, shared: database.listen !== undefined }
  const liveDomains = createKeptList({ ...kept, what: 'the domains', load: () => loadLiveDomains(sql), concerns: ({ kind }) => kind === 'domain' })
  const installedCertificates = createKeptList({ ...kept, what: 'the certificates', load: () => loadInstalledCertificates({ sql, sealer }), concerns: ({ kind }) => kind === 'certificate' })
  return {
    userPools: createUserPoolStore({ database, caches, commit }),
    appClients: createAppClientStore({ database, sealer, caches, commit }),
    resourceServers: createResourceServerStore({ prisma, caches, commit }),
    groups: createGroupStore(database),
    users: createUserStore({ sql, sealer }),
    userImports: createUserImportStore({ sql, sealer }),
    codes: createVerificationCodeStore({ sql }),
    attempts: createAttemptStore({ sql }),
    knownNetworks: createKnownNetworkStore({ sql }),
    passwordTries: createPasswordTryStore({ sql, sealer }),
    passkeys: createPasskeyStore({ sql }),
    signInAttempts: createSignInAttemptStore({ sql, sealer }),
    softwareTokens: createSoftwareTokenStore({ sql, sealer }),
    declinedOffers: createDeclinedOfferStore({ sql }),
    recoveryCodes: createRecoveryCodeStore({ sql }),
    devices: createDeviceStore({ sql, sealer }),
    ssoSessions: createSsoSessionStore({ sql }),
    terms: createTermsStore({ prisma, caches, commit }),
    termsAcceptances: createTermsAcceptanceStore({ sql }),
    managedStyles: createManagedStyleStore({ sql, caches, commit }),
    tokens: createTokenStore({ sql, sealer }),
    signingKeys: createSigningKeyStore({ sql, sealer, commit }),
    brandAssets: createBrandAssetStore({ sql }),
    brandDesigns: createBrandDesignStore({ sql, caches, commit }),
    uiCustomizations: createUiCustomizationStore({ caches, commit }),
    models: createModelStore({ sql }),
    userEvents,
    noticeLinks: createNoticeLinkStore({ sql }),
    accountDeletions: createAccountDeletionStore({ sql }),
    certificates: createCertificateStore({ sql, sealer, commit }),
    registeredFunctions: createFunctionStore({ sql, sealer, caches, commit }),
    triggerInvocations,
    liveDomains,
    installedCertificates,
    accessKeys: createAccessKeyStore({ prisma, sql, sealer, caches, commit }),
    start() {
      feed.start()
      resealing ??= resealSecrets({ database, sealer, log, stopping: stopping.signal }).catch((error: unknown) =>
        log.warn({ reason: (error as Error).message }, 'sealing under the new master key was interrupted; the next start goes on'),
      )
    },
    async stop() {
      stopping.abort()
      await Promise.all([feed.stop(), resealing, userEvents.stop(), triggerInvocations.stop(), liveDomains.stop(), installedCertificates.stop()])
    },
  }
}
