import { DONE_KINDS, type DoneView } from '#src/contracts/hosted/views/closing-view.ts'
import { findApplicationLink } from './application-link.ts'
import { bareFrame } from './build-frame.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

/** Something is finished, and no request waits for it: the way on is the application, where `client_id` names one. */
export const viewDone = async (deps: HostedDeps, context: HostedContext, query: URLSearchParams): Promise<DoneView> => {
  const frame = bareFrame(deps, context, 'done')
  const kind = DONE_KINDS.find((known) => known === query.get('kind')) ?? 'account-confirmed'
  const application = await findApplicationLink(deps, context.pool.id, query.get('client_id'))
  return { screen: 'done', frame, kind, ...(application === null ? {} : { continueHref: application.href }) }
}
