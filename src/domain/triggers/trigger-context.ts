import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { Attributes, User } from '#src/domain/users/user.ts'
import type { TriggerRunner } from './trigger-runner.ts'

export type TriggerDeps = { triggers: TriggerRunner }

/** Free pairs that a caller hands on to triggers; never stored (Cognito: ClientMetadata). */
export type ClientMetadata = Readonly<Record<string, string>>

/** Whom and where a trigger's call is about. `client` is null in operators' calls that name none. */
export type TriggerContext = { pool: UserPool; client: AppClient | null; clientMetadata?: ClientMetadata | undefined }

/** The context of a call that comes through an app client. */
export type ClientContext = TriggerContext & { client: AppClient }

/** `userAttributes` of an event: the user's attributes with sub and status (Cognito: user pool Lambda trigger event). */
export const eventUserAttributes = (user: Pick<User, 'id' | 'status' | 'attributes'>): Attributes => ({
  sub: user.id, 'cognito:user_status': user.status, ...user.attributes,
})
