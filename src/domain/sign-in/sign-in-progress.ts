import { z } from 'zod'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { Device } from '#src/domain/devices/device-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import type { Authentication, AuthenticationMethod, ChallengeName } from './challenge.ts'
import type { Wire } from './sign-in-attempt.ts'
import type { SignInOrigin } from './sign-in-origin.ts'
import { type Wanted, wantedSchema } from './wanted-level.ts'

/** How a sign-in was begun: the API's AuthFlow values, the password form of the hosted pages, their passkeys without a name, and the page after a sign-up. */
export const SIGN_IN_FLOWS = [
  'USER_PASSWORD_AUTH', 'ADMIN_USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'CUSTOM_AUTH', 'USER_AUTH', 'HOSTED_PASSWORD', 'HOSTED_PASSKEY', 'SIGN_UP_PROOF',
] as const
export type SignInFlow = (typeof SIGN_IN_FLOWS)[number]

/** A sign-in whose first factor is proven: what the gates judge. */
export type SignInProgress = {
  pool: UserPool
  client: AppClient
  wire: Wire
  flow: SignInFlow
  user: User
  amr: AuthenticationMethod[]
  tokenSource: Authentication['tokenSource']
  eventId: string
  /** The device that the client says it is (DEVICE_KEY), unproven; null when it names none. */
  deviceKey: string | null
  /** Whether that device has proven itself in this sign-in. */
  deviceProven?: boolean
  /** The remembered browser that this request came from, and proved to be. */
  browser?: Device
  /** Where this request came from, as far as the wire knows. */
  from?: SignInOrigin | undefined
  /** The level that is to be reached; null or absent where none was asked for. */
  wanted?: Wanted | null | undefined
  /** What belongs to the flow and not to one challenge: kept over all steps, plain JSON, no secret. */
  flowState: Record<string, unknown>
  clientMetadata: ClientMetadata | undefined
}

/**
 * Somebody unknown whom a sign-in is pretended for (Cognito: PreventUserExistenceErrors): the canonical name, the USERNAME that the
 * client is told, and the subject that tries are counted on.
 */
const pretended = z.object({ name: z.string(), username: z.string(), subject: z.string() })
export type Pretended = z.output<typeof pretended>

export const authenticationMethod = z.enum(['pwd', 'otp', 'sms', 'email_otp', 'swk', 'hwk', 'mfa', 'fed'])

/** What the stored record keeps between the steps; `challenge` belongs to the challenge that is next. No password, no secret. */
export const signInStateSchema = z.object({
  flow: z.enum(SIGN_IN_FLOWS),
  eventId: z.string(),
  amr: z.array(authenticationMethod),
  tokenSource: z.enum(['Authentication', 'NewPasswordChallenge', 'HostedAuth', 'AuthenticateDevice']),
  deviceKey: z.string().nullable().default(null),
  deviceProven: z.boolean().default(false),
  flowState: z.record(z.string(), z.unknown()).default({}),
  wanted: wantedSchema.nullable().default(null),
  pretended: pretended.nullable().default(null),
  challenge: z.record(z.string(), z.unknown()),
})
export type SignInState = z.output<typeof signInStateSchema>

/** A challenge that is next: what the client is shown, and what the record must remember. */
export type NextChallenge = {
  challenge: ChallengeName
  parameters: Record<string, string>
  /** What the client may choose from instead (Cognito: AvailableChallenges). */
  available?: readonly ChallengeName[]
  state: Record<string, unknown>
}
