import type { AccountActivityView, AccountEvent } from '#src/contracts/hosted/views/account-activity-view.ts'
import { placeOfDetails } from '#src/domain/activity/place.ts'
import type { UserEvent } from '#src/domain/activity/user-event.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import { accountHref, type AccountContext } from './account-context.ts'
import { aroundAccount } from './account-frame.ts'

const ON_A_PAGE = 25
const PATH = '/activity'

/** What happened around the account, a page at a time. */
export const viewActivity = async (deps: HostedDeps, context: AccountContext): Promise<AccountActivityView> => {
  const { pool, user, request } = context
  const after = new URLSearchParams(request.query).get('after')
  const { events, next } = await deps.account.listUserEvents({ pool, user, after, limit: ON_A_PAGE })
  const href = accountHref(context, PATH)
  return {
    ...aroundAccount(deps, context, 'account-activity', 'activity'),
    events: await Promise.all(events.map((event) => shown(deps, context, event))),
    securityHref: accountHref(context, '/security'),
    ...(next === null ? {} : { olderHref: `${href}?${new URLSearchParams({ after: next }).toString()}` }),
    ...(after === null ? {} : { newestHref: href }),
  }
}

const shown = async (deps: HostedDeps, { client }: AccountContext, event: UserEvent): Promise<AccountEvent> => {
  const { id, type, response, createdAt, device, address, clientId, wire, details } = event
  const application = clientId === null || clientId === client.id ? undefined : (await deps.clients.findClient(clientId))?.name
  const byOperator = wire === 'admin'
  const place = placeOfDetails(details)
  const about = details['name'] ?? details['to']
  return {
    id, kind: type, response, at: createdAt.toISOString(), byOperator,
    // Where an operator sat is nobody's business here.
    ...(device === null || byOperator ? {} : { device }), ...(address === null || byOperator ? {} : { address }),
    ...(place === null || byOperator ? {} : { place }),
    ...(application === undefined ? {} : { application }), ...(about === undefined || about === '' ? {} : { about }),
    ...(details['factor'] === undefined ? {} : { factor: details['factor'] }),
  }
}
