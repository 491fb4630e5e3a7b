import type { ConfirmLinkView } from '#src/contracts/hosted/views/confirm-view.ts'
import { looksLikeUuid } from '#src/domain/users/find-user.ts'
import { findApplicationLink } from './application-link.ts'
import { bareFrame } from './build-frame.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

export type ConfirmationLink = { clientId: string; username: string; code: string }

/** What the form token of a confirmation link is bound to. */
export const linkSubject = (link: ConfirmationLink): string => `confirm-link|${link.clientId}|${link.username}|${link.code}`

/** The link's parameters; null unless all three are there. */
export const readLink = (query: URLSearchParams): ConfirmationLink | null => {
  const [clientId, username, code] = [query.get('client_id'), query.get('user_name'), query.get('confirmation_code')]
  return clientId === null || username === null || code === null ? null : { clientId, username, code }
}

/**
 * Opened from a mail: shows a button and changes nothing, so that mail scanners cannot spend the link. A spent one leads to the
 * application: signing in there goes on to a new message where the account still waits for one.
 */
export const viewConfirmLink = async (deps: HostedDeps, context: HostedContext, link: ConfirmationLink, spent: boolean): Promise<ConfirmLinkView> => {
  const frame = bareFrame(deps, context, linkSubject(link))
  const application = await findApplicationLink(deps, context.pool.id, link.clientId)
  return {
    screen: 'confirm-link',
    frame: application === null ? frame : { ...frame, links: { signIn: application.href } },
    state: spent ? 'spent' : 'ready',
    purpose: 'sign-up',
    // Where the address is the user name, the link carries an identifier that tells the person nothing.
    ...(looksLikeUuid(link.username) ? {} : { account: link.username }),
    link,
  }
}
