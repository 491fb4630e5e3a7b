import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { PasswordHasher } from '#src/crypto/password-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import type { AccountDeletionStore } from '#src/domain/account/account-deletion-store.ts'
import type { RequestOrigins } from '#src/domain/activity/request-origin.ts'
import type { UserEventStore } from '#src/domain/activity/user-event.ts'
import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import type { AttemptStore } from '#src/domain/attempts/attempt-store.ts'
import type { KnownNetworkStore } from '#src/domain/attempts/known-network-store.ts'
import type { NetworkLimits } from '#src/domain/attempts/limit-network.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { VerificationCodeStore } from '#src/domain/codes/verification-code-store.ts'
import type { DeviceStore } from '#src/domain/devices/device-store.ts'
import type { GroupStore } from '#src/domain/groups/group.ts'
import type { BuildMessageDeps } from '#src/domain/messages/build-message.ts'
import type { MessageSender } from '#src/domain/messages/message-sender.ts'
import type { NoticeLinkStore } from '#src/domain/notices/notice-link.ts'
import type { SoftwareTokenStore } from '#src/domain/mfa/software-token-store.ts'
import type { RecoveryCodeStore } from '#src/domain/recovery-codes/recovery-code-store.ts'
import type { ResourceServerStore } from '#src/domain/resource-servers/resource-server.ts'
import type { PasskeyStore } from '#src/domain/passkeys/passkey.ts'
import type { SsoSessionStore } from '#src/domain/sessions/user-session.ts'
import type { PasswordTryStore } from '#src/domain/sign-in/password-try-store.ts'
import type { SignInAttemptStore } from '#src/domain/sign-in/sign-in-attempt.ts'
import type { UiCustomizationStore } from '#src/domain/branding/classic/ui-customization.ts'
import type { ManagedStyleStore } from '#src/domain/branding/managed/managed-style-store.ts'
import type { RedrawPicture } from '#src/domain/branding/redraw-picture.ts'
import type { TermsStore } from '#src/domain/terms/terms.ts'
import type { SigningKeys } from '#src/domain/tokens/signing-keys.ts'
import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import type { TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import type { UserImportStore } from '#src/domain/user-imports/user-import-store.ts'
import type { DomainEvidence, DomainHosts } from '#src/domain/user-pools/domain-proof.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { PageTokens } from './page-token.ts'

/** What operations of the domain ask for, and what the wire itself needs. */
export type AwsApiDeps = BuildMessageDeps & {
  clock: Clock
  random: Random
  keyedHash: KeyedHash
  passwordHasher: PasswordHasher
  messageSender: MessageSender
  triggers: TriggerRunner
  networkLimits: NetworkLimits
  signingKeys: SigningKeys
  createFirstSigningKey(pool: UserPool): Promise<unknown>
  userPools: UserPoolStore
  domainHosts: DomainHosts
  domainEvidence: DomainEvidence
  appClients: AppClientStore
  resourceServers: ResourceServerStore
  groups: GroupStore
  users: UserStore
  userImports: UserImportStore
  /** Wakes what runs import jobs. */
  announceImport(): void
  codes: VerificationCodeStore
  attempts: AttemptStore
  knownNetworks: KnownNetworkStore
  passwordTries: PasswordTryStore
  passkeys: PasskeyStore
  signInAttempts: SignInAttemptStore
  softwareTokens: SoftwareTokenStore
  recoveryCodes: RecoveryCodeStore
  devices: DeviceStore
  tokens: TokenStore
  ssoSessions: SsoSessionStore
  terms: TermsStore
  managedStyles: ManagedStyleStore
  uiCustomizations: UiCustomizationStore
  redrawPicture: RedrawPicture
  userEvents: UserEventStore
  noticeLinks: NoticeLinkStore
  accountDeletions: AccountDeletionStore
  requestOrigins: RequestOrigins
  /** Base of every issuer, no slash at the end. */
  publicUrl: string
  /** Stands in ARNs. */
  accountId: string
  /** Where signed requests may make pools. */
  regions: 'any' | readonly string[]
  pageTokens: PageTokens
}
