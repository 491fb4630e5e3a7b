import { recordUserEvent, type RecordUserEventDeps } from '#src/domain/activity/record-user-event.ts'
import type { ChallengeResult } from '#src/domain/activity/user-event.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import type { User } from '#src/domain/users/user.ts'
import type { ChallengeName } from './challenge.ts'
import type { SignInProgress } from './sign-in-progress.ts'

/** Records a sign-in that is at its end, under the id that functions of the pool know it by. */
export const recordSignIn = (deps: RecordUserEventDeps, progress: SignInProgress): void => {
  const { user, client, amr, eventId } = progress
  const challenges: ChallengeResult[] = [
    ...(amr.includes('pwd') ? [{ ChallengeName: 'Password', ChallengeResponse: 'Success' } as const] : []),
    ...(amr.includes('mfa') ? [{ ChallengeName: 'Mfa', ChallengeResponse: 'Success' } as const] : []),
  ]
  recordUserEvent(deps, { user, type: 'SignIn', id: eventId, clientId: client.id, challenges, details: { amr: amr.join(' '), ...(isStrangeBrowser(progress) ? { browser: 'new' } : {}) } })
}

/** Whether the pages have not seen the user in this browser: it has neither become a device nor been told that they are known there. */
const isStrangeBrowser = ({ wire, browser, from, user }: SignInProgress): boolean =>
  wire === 'hosted' && browser === undefined && !(from?.browser?.knownAs ?? []).some(({ userId }) => userId === user.id)

/** Wrong answers. Whoever meets a limit was not judged, and writes nothing down: a flood of tries leaves no flood of rows. */
const WRONG = ['NotAuthorized', 'CodeMismatch', 'ExpiredCode'] as const

/** Records that somebody tried to sign in as this user and was wrong; nothing for other refusals. */
export const recordWrongAnswer = (
  deps: RecordUserEventDeps, { user, client, challenge, error }: { user: User | null; client: Pick<AppClient, 'id'>; challenge: ChallengeName; error: unknown },
): void => {
  if (user === null || !isDomainError(error) || !WRONG.some((code) => code === error.code)) return
  const ChallengeName = PASSWORDS.has(challenge) ? 'Password' : 'Mfa'
  recordUserEvent(deps, { user, type: 'SignIn', response: 'Fail', clientId: client.id, challenges: [{ ChallengeName, ChallengeResponse: 'Failure' }], details: { challenge } })
}

const PASSWORDS: ReadonlySet<ChallengeName> = new Set<ChallengeName>(['PASSWORD', 'PASSWORD_SRP', 'PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED'])
