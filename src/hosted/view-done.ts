import { DONE_KINDS, type DoneView } from '#src/contracts/hosted/views/closing-view.ts'
import { bareFrame } from './build-frame.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

/** Something is finished, and nothing is there to return to. */
export const viewDone = (deps: HostedDeps, context: HostedContext, query: URLSearchParams): DoneView => {
  const frame = bareFrame(deps, context, 'done')
  const kind = DONE_KINDS.find((known) => known === query.get('kind')) ?? 'account-confirmed'
  return { screen: 'done', frame, kind }
}
