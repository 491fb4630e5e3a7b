import type { HostedOutcome } from '#src/contracts/hosted/hosted-view.ts'
import type { AddPasskeyView } from '#src/contracts/hosted/views/first-factor-view.ts'
import type { User } from '#src/domain/users/user.ts'
import { accountHref } from './account/account-context.ts'
import { SECTION_PATHS } from './account/account-sections.ts'
import { bareFrame, flowFrame } from './build-frame.ts'
import type { FlowContext, HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { addPasskeyPath, askedWay, findPasskeyHolder, holderCsrfSubject, type PasskeyHolder, wayParameters } from './passkey-holder.ts'
import { viewError } from './view-error.ts'
import { redirectSource } from './redirect-source.ts'

/** Offers a passkey to somebody who has just signed in. Null when nobody has, or the pool takes none. */
export const viewOfferPasskey = async (deps: HostedDeps, context: FlowContext): Promise<AddPasskeyView | null> => {
  const { signedIn } = context.flow
  const user = signedIn === undefined ? null : await deps.users.findUserById(context.pool.id, signedIn.userId)
  const described = user === null ? null : await describe(deps, context, user)
  return described === null ? null : { screen: 'add-passkey', frame: flowFrame(deps, context), ...described, offered: true }
}

/** The page to add a passkey for a browser that is signed in; who is not, or not recently enough, signs in first and comes back. */
export const viewAddPasskey = async (deps: HostedDeps, context: HostedContext, query: URLSearchParams): Promise<HostedOutcome> => {
  const found = await findPasskeyHolder(deps, context, askedWay(query))
  if (found.kind === 'sign-in') return { kind: 'redirect', location: found.location }
  if (found.kind === 'refused') return failed(deps, context, found.code === 'not_found' ? 404 : 400, found.code, found.code === 'redirect_mismatch' ? { sent: query.get('redirect_uri') ?? '', registered: [...found.registered] } : undefined)
  const { holder } = found
  const described = await describe(deps, context, holder.user)
  if (described === null) return failed(deps, context, 404, 'not_found')
  const frame = bareFrame(deps, context, holderCsrfSubject(holder))
  const view: AddPasskeyView = {
    screen: 'add-passkey',
    frame: query.has('refused') ? { ...frame, summary: { code: 'passkey_not_added', tone: 'danger' } } : frame,
    ...described, offered: false, asked: wayParameters(holder.asked), leaveHref: leaveHref(context, holder),
  }
  const source = redirectSource(holder.asked.redirectUri ?? undefined)
  return { kind: 'page', view, status: 200, formAction: source === null ? [] : [source] }
}

/** Where to go from the page: back to the application, else to the account. */
export const leaveHref = (context: HostedContext, { asked }: Pick<PasskeyHolder, 'asked'>): string => asked.redirectUri ?? accountHref(context, SECTION_PATHS.security ?? '')

/** The page again, which says that it did not work. */
export const refusedHref = ({ request }: HostedContext, { asked }: Pick<PasskeyHolder, 'asked'>): string => `${request.address.basePath}${addPasskeyPath(asked, { refused: '1' })}`

const describe = async (deps: HostedDeps, { pool }: HostedContext, user: User): Promise<Pick<AddPasskeyView, 'account' | 'passkeys' | 'mayAdd' | 'signals'> | null> => {
  const described = await deps.operations.describePasskeys({ pool, user })
  return described && { account: described.signals.name, passkeys: described.passkeys.map(({ name }) => name), mayAdd: described.mayAdd, signals: described.signals }
}

const failed = (
  deps: HostedDeps, context: HostedContext, status: number, code: 'unknown_client' | 'redirect_mismatch' | 'not_found', mismatch?: { sent: string; registered: string[] },
): HostedOutcome => ({ kind: 'page', status, view: viewError(deps, context, { code, developer: mismatch && { parameter: 'redirect_uri', ...mismatch } }) })
