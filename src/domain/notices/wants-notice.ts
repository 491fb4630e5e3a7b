import type { RequestOrigin } from '#src/domain/activity/request-origin.ts'
import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { NoticeKind } from './notice-kind.ts'

export type WantsNoticeDeps = { appClients: Pick<AppClientStore, 'findClient'> }

/**
 * Whether people are told of this. What operators do, and what no request asked for, is theirs to tell. For the rest the pool's
 * `notices` say so; where they are silent, people are told who use hosted pages: they did it there, or by an app client whose sign-in
 * leads there. Who only ever meets the API is sent nothing unasked, as by Amazon Cognito.
 */
export const wantsNotice = async (deps: WantsNoticeDeps, pool: UserPool, kind: NoticeKind, origin: RequestOrigin | null): Promise<boolean> => {
  if (origin === null || origin.wire === 'admin') return false
  const said = pool.settings.Poolhouse.notices?.[kind]
  if (said !== undefined) return said
  if (origin.wire === 'hosted') return true
  const client = origin.clientId === null ? null : await deps.appClients.findClient(origin.clientId)
  return client?.settings.AllowedOAuthFlowsUserPoolClient === true
}
