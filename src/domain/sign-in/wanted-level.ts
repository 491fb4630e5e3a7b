import { z } from 'zod'
import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { ACR_LEVELS, acrOf, withCombination } from './acr.ts'
import type { Authentication, AuthenticationMethod } from './challenge.ts'

/**
 * What was asked of a sign-in besides letting somebody in: the first of these levels that the user can reach. `credit`: it goes on from
 * an earlier sign-in, whose proofs count; `provenAt` (epoch ms) is when that was, `session` the browser session it came from.
 */
export const wantedSchema = z.object({
  levels: z.array(z.literal(ACR_LEVELS)).min(1),
  credit: z.object({ provenAt: z.number(), session: z.string().nullable() }).nullable(),
})
export type Wanted = z.output<typeof wantedSchema>

type Proofs = { pool: UserPool; amr: readonly AuthenticationMethod[]; wanted?: Wanted | null | undefined }

/**
 * What a finished sign-in says of its proofs. Proofs that were taken over keep their age: `auth_time` is never younger than the oldest.
 */
export const provenAuthentication = ({ pool, amr, wanted }: Proofs, now: Date): Pick<Authentication, 'authTime' | 'amr' | 'acr' | 'continuedSession'> => {
  const credit = wanted?.credit ?? null
  return {
    authTime: credit === null ? now : new Date(credit.provenAt), amr: withCombination(amr), acr: acrOf(pool, amr),
    ...(credit?.session != null && { continuedSession: credit.session }),
  }
}

/** The user has no factors for any level that was asked for; none is set up on the way (Cognito: step-up authentication). */
export const levelUnreachable = (): DomainError =>
  new DomainError('InvalidParameter', 'The user cannot reach any of the requested authentication levels.', { reason: 'level-unreachable', field: 'TARGET_ACR_VALUES' })

/** Nothing is left to prove: a step-up is no way to renew tokens. */
export const levelReached = (): DomainError =>
  new DomainError('InvalidParameter', 'The requested authentication level is already reached.', { reason: 'level-reached', field: 'TARGET_ACR_VALUES' })
