import { accountClientId } from '#src/domain/app-clients/account-client.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { allowedRedirectUris } from '#src/domain/app-clients/read-app-client.ts'
import { seconds } from '#src/contracts/duration.ts'
import { accountReauthenticationAge } from '#src/domain/user-pools/account-portal.ts'
import type { User } from '#src/domain/users/user.ts'
import type { SignedInBrowser } from '#src/oidc/pending-interaction.ts'
import { beginAccountSignIn } from './account/begin-account-sign-in.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

/** What a request for the page names: an application, and where to go afterwards; believed only where both are registered. */
export type AskedWay = { clientId: string | null; redirectUri: string | null }

/** Somebody whose browser is signed in, and who may add a passkey by that. */
export type PasskeyHolder = { user: User; browser: SignedInBrowser; /** Whose session it is. */ client: AppClient; asked: AskedWay }

export type FoundHolder =
  | { kind: 'holder'; holder: PasskeyHolder }
  /** Nobody is signed in, or not recently enough: where to go first. */
  | { kind: 'sign-in'; location: string }
  | { kind: 'refused'; code: 'unknown_client' | 'redirect_mismatch' | 'not_found'; registered: readonly string[] }

const PATH = '/passkeys/add'

/** Differences between our clock and whole seconds elsewhere never send anybody in circles. */
const SLACK = seconds(2)

/** What the page's address, or its form, asks for. */
export const askedWay = (fields: URLSearchParams): AskedWay => ({ clientId: fields.get('client_id'), redirectUri: fields.get('redirect_uri') })

/** The same as parameters. */
export const wayParameters = ({ clientId, redirectUri }: AskedWay): Record<string, string> => ({
  ...(clientId === null ? {} : { client_id: clientId }), ...(redirectUri === null ? {} : { redirect_uri: redirectUri }),
})

/** The page's address below a pool's base path. */
export const addPasskeyPath = (asked: AskedWay, more: Record<string, string> = {}): string => {
  const query = new URLSearchParams({ ...wayParameters(asked), ...more }).toString()
  return query === '' ? PATH : `${PATH}?${query}`
}

/** Whether what follows a pool's base path is the page's address. */
export const isAddPasskeyPath = (text: string): boolean => text === PATH || text.startsWith(`${PATH}?`)

/**
 * Who may add a passkey by the browser's session with the pool: signed in, in the last minutes (Cognito: passkey enrolment by
 * /passkeys/add). The session is the account portal's; where the pool has none, that of the application.
 */
export const findPasskeyHolder = async (deps: HostedDeps, context: HostedContext, asked: AskedWay): Promise<FoundHolder> => {
  const { pool, req } = context
  const named = asked.clientId === null ? null : await deps.clients.findClient(asked.clientId)
  if (asked.clientId !== null && named?.poolId !== pool.id) return { kind: 'refused', code: 'unknown_client', registered: [] }
  const registered = named === null ? [] : allowedRedirectUris(named)
  if (asked.redirectUri !== null && !registered.includes(asked.redirectUri)) return { kind: 'refused', code: 'redirect_mismatch', registered }
  const portal = await deps.clients.findClient(accountClientId(pool.id))
  const client = portal ?? named
  if (client === null) return { kind: 'refused', code: 'not_found', registered }
  const browser = await deps.bridge.signedIn(req, pool, client)
  const user = browser === null ? null : await deps.users.findUserById(pool.id, browser.userId)
  if (browser !== null && user?.enabled === true && deps.clock.now().getTime() - browser.signedInAt.getTime() <= accountReauthenticationAge(pool) + SLACK) {
    return { kind: 'holder', holder: { user, browser, client, asked } }
  }
  if (portal !== null) return { kind: 'sign-in', location: beginAccountSignIn(deps, context, portal, addPasskeyPath(asked), user?.enabled === true ? user : undefined) }
  const query = new URLSearchParams({ ...wayParameters(asked), response_type: 'code', prompt: 'login' })
  return { kind: 'sign-in', location: `${context.request.address.basePath}/oauth2/authorize?${query.toString()}` }
}

/** What a form's token against forgery is bound to: the session, whose it is, and where the form leads. */
export const holderCsrfSubject = ({ browser, asked }: Pick<PasskeyHolder, 'browser' | 'asked'>): string =>
  `passkey|${browser.sessionUid}|${browser.userId}|${JSON.stringify([asked.clientId, asked.redirectUri])}`
