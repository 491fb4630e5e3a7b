import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { AttemptStore } from '#src/domain/attempts/attempt-store.ts'
import type { NetworkLimits } from '#src/domain/attempts/limit-network.ts'
import type { Authentication, AuthenticationMethod } from '#src/domain/sign-in/challenge.ts'
import type { SignInAttempt, Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import type { SignInState } from '#src/domain/sign-in/sign-in-progress.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { ChangeUserDeps } from '#src/domain/users/change-user.ts'
import type { PasswordHistoryDeps } from '#src/domain/users/password-credential.ts'
import type { StorePasswordDeps } from '#src/domain/users/store-password.ts'
import type { User } from '#src/domain/users/user.ts'

/** All that any factor may need. */
export type ChallengeDeps = PasswordHistoryDeps & StorePasswordDeps & ChangeUserDeps & {
  attempts: AttemptStore
  keyedHash: Pick<KeyedHash, 'sign' | 'name'>
  networkLimits: NetworkLimits
}

export type ChallengeAnswer = {
  pool: UserPool
  client: AppClient
  attempt: SignInAttempt
  state: SignInState
  sessionId: string
  wire: Wire
  /** The person's address, for limits. */
  address: string | null
  /** Null when the challenge was pretended for somebody unknown. */
  user: User | null
  /** Cognito's ChallengeResponses. */
  responses: Readonly<Record<string, string>>
}

/** A right answer: what it proves, and what to change once this caller is the one whose answer counts. */
export type Judged = {
  user: User
  amr: AuthenticationMethod[]
  tokenSource?: Authentication['tokenSource']
  change?: () => Promise<User>
}

/** One factor: how its answer is judged. A new factor is a file and a row in challenge-strategies.ts. */
export type ChallengeStrategy = {
  /** Whether any answer, right or wrong, ends the record; else a wrong one leaves it for another try. */
  singleUse: boolean
  /** Refuses by throwing. Changes nothing but counters: what must change waits in `change`. */
  judge(deps: ChallengeDeps, answer: ChallengeAnswer): Promise<Judged>
}
