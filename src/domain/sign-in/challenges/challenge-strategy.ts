import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { PasswordHasher } from '#src/crypto/password-hash.ts'
import type { KeepAccountDeps } from '#src/domain/account/keep-account.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { AttemptStore, CountedTry } from '#src/domain/attempts/attempt-store.ts'
import type { TryPlaces, TryPlacesDeps } from '#src/domain/attempts/try-places.ts'
import type { NetworkLimits } from '#src/domain/attempts/limit-network.ts'
import type { BeginPasskeySignInDeps } from '#src/domain/passkeys/begin-passkey-sign-in.ts'
import type { JudgePasskeyDeps } from '#src/domain/passkeys/judge-passkey.ts'
import type { SoftwareTokenStore } from '#src/domain/mfa/software-token-store.ts'
import type { RecoveryCodeStore } from '#src/domain/recovery-codes/recovery-code-store.ts'
import type { Authentication, AuthenticationMethod } from '#src/domain/sign-in/challenge.ts'
import type { DeviceStore } from '#src/domain/devices/device-store.ts'
import type { CompleteSignInDeps } from '#src/domain/sign-in/complete-sign-in.ts'
import type { AttemptOwner } from '#src/domain/sign-in/open-attempt.ts'
import { requireParameter } from '#src/domain/sign-in/require-parameter.ts'
import type { SignInAttempt, Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import { placesOfSignIn, type SignInOrigin } from '#src/domain/sign-in/sign-in-origin.ts'
import type { SignInOutcome } from '#src/domain/sign-in/sign-in-outcome.ts'
import type { NextChallenge, Pretended, SignInState } from '#src/domain/sign-in/sign-in-progress.ts'
import { invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { ChangeUserDeps } from '#src/domain/users/change-user.ts'
import type { PasswordHistoryDeps } from '#src/domain/users/password-credential.ts'
import type { StorePasswordDeps } from '#src/domain/users/store-password.ts'
import type { User } from '#src/domain/users/user.ts'

/** All that any factor may need. */
export type ChallengeDeps = KeepAccountDeps & PasswordHistoryDeps & StorePasswordDeps & ChangeUserDeps & CompleteSignInDeps & BeginPasskeySignInDeps & JudgePasskeyDeps & {
  attempts: AttemptStore
  keyedHash: Pick<KeyedHash, 'sign' | 'name' | 'code'>
  networkLimits: NetworkLimits
  softwareTokens: Pick<SoftwareTokenStore, 'findSoftwareToken' | 'spendStep'>
  devices: Pick<DeviceStore, 'findDevice' | 'touchDevice'>
  recoveryCodes: Pick<RecoveryCodeStore, 'findRecoveryCodes' | 'spendRecoveryCode'>
  passwordHasher: PasswordHasher
}

export type ChallengeAnswer = {
  pool: UserPool
  client: AppClient
  attempt: SignInAttempt
  state: SignInState
  sessionId: string
  wire: Wire
  /** Where this answer came from, for limits. */
  from: SignInOrigin
  /** The device that the client says it is. */
  deviceKey: string | null
  /** Null when the challenge was pretended for somebody unknown. */
  user: User | null
  /** Cognito's ChallengeResponses. */
  responses: Readonly<Record<string, string>>
  clientMetadata: ClientMetadata | undefined
}

/** Whom tries are counted on: the user, or the name of somebody unknown. */
export const subjectOf = ({ user, state }: Pick<ChallengeAnswer, 'user' | 'state'>): string => user?.id ?? state.pretended?.subject ?? unknownRecord()

/** Where the user of a challenge may be known, for tries that lock; null for nobody. */
export const placesOf = (deps: TryPlacesDeps, answer: ChallengeAnswer): (TryPlaces & { userId: string }) | null =>
  answer.user === null ? null : { ...placesOfSignIn(deps, answer), userId: answer.user.id }

/** A response that the challenge cannot do without. InvalidParameter in Cognito's words. */
export const requireResponse = ({ responses }: Pick<ChallengeAnswer, 'responses'>, name: string): string => requireParameter(responses, name)

/** The name that a challenge is pretended for; only where there is no user. */
export const pretendedOf = ({ state }: Pick<ChallengeAnswer, 'state'>): Pretended => state.pretended ?? unknownRecord()

const unknownRecord = (): never => {
  throw invalidSession()
}

/** A right answer: what it proves, and what to change once this caller is the one whose answer counts. */
export type Proven = {
  user: User
  amr: AuthenticationMethod[]
  tokenSource?: Authentication['tokenSource']
  /** The device that the client named has proven itself. */
  deviceProven?: true
  change?: () => Promise<User>
  /** The counted try that this was: it is forgotten once the answer counts. */
  settles?: CountedTry
}

/** An answer that proves nothing yet: what the client is asked next, once this caller is the one whose answer counts. */
export type Onward = { next: (owner: AttemptOwner) => Promise<NextChallenge & { session?: string }> }

/** An answer that a flow of its own goes on from, to whatever end (custom authentication). */
export type HandedOver = { goOn: (owner: AttemptOwner) => Promise<SignInOutcome> }

export type Judged = Proven | Onward | HandedOver

/** One factor: how its answer is judged. A new factor is a file and a row in challenge-strategies.ts. */
export type ChallengeStrategy = {
  /** Whether any answer, right or wrong, ends the record; else a wrong one leaves it for another try. */
  singleUse: boolean
  /** Refuses by throwing. Changes nothing but counters: what must change waits in `change`. */
  judge(deps: ChallengeDeps, answer: ChallengeAnswer): Promise<Judged>
}
