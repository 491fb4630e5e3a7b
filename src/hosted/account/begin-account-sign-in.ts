import { ACCOUNT_PATH } from '#src/domain/app-clients/account-client.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { usernameIsAttribute } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import type { HostedContext } from '#src/hosted/hosted-context.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'

/**
 * The authorize request by which somebody comes back to a page of the portal: signed in, or, given who it must be, signed in anew. The
 * code it brings is bound to a challenge whose answer nobody knows: it is never redeemed, the browser's session is what counts.
 */
export const beginAccountSignIn = (
  deps: Pick<HostedDeps, 'random'>, { request, pool }: Pick<HostedContext, 'request' | 'pool'>, client: AppClient, page: string, again?: User,
): string => {
  const query = new URLSearchParams({
    client_id: client.id, response_type: 'code', redirect_uri: `${request.address.baseUrl}${ACCOUNT_PATH}`, scope: 'openid', state: page,
    code_challenge: deps.random.token(32), code_challenge_method: 'S256',
  })
  if (again !== undefined) {
    query.set('prompt', 'login')
    query.set('login_hint', signInName(pool, again))
  }
  return `${request.address.basePath}/oauth2/authorize?${query.toString()}`
}

const signInName = (pool: UserPool, user: User): string =>
  usernameIsAttribute(pool) ? (pool.settings.UsernameAttributes.map((name) => user.attributes[name]).find((value) => value !== undefined) ?? user.username) : user.username
