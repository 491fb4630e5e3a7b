import type { ConfirmLinkView } from '#src/contracts/hosted/views/confirm-view.ts'
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

/** Opened from a mail: shows a button and changes nothing, so that mail scanners cannot spend the link. */
export const viewConfirmLink = (deps: HostedDeps, context: HostedContext, link: ConfirmationLink, spent: boolean): ConfirmLinkView => ({
  screen: 'confirm-link',
  frame: bareFrame(deps, context, linkSubject(link)),
  state: spent ? 'spent' : 'ready',
  purpose: 'sign-up',
  account: link.username,
  link,
})
