import type { AccountDataView, AccountDeleteView } from '#src/contracts/hosted/views/account-activity-view.ts'
import { deletionGrace } from '#src/domain/account/ask-account-deletion.ts'
import { days } from '#src/contracts/duration.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import { accountHref, type AccountContext } from './account-context.ts'
import type { AccountForm } from './account-form.ts'
import { aroundAccount } from './account-frame.ts'

const graceDays = ({ pool }: AccountContext): number => deletionGrace(pool) / days(1)

/** What the person can do about what is stored. */
export const viewData = async (deps: HostedDeps, context: AccountContext): Promise<AccountDataView> => {
  const accepted = await deps.account.listAgreements({ user: context.user })
  const agreements = accepted.map(({ name, application, link, acceptedAt }) => ({ document: name === 'privacy-policy' ? 'privacy' as const : 'terms' as const, application, href: link, at: acceptedAt.toISOString() }))
  return { ...aroundAccount(deps, context, 'account-data', 'data'), deleteHref: accountHref(context, '/delete'), graceDays: graceDays(context), ...(agreements.length === 0 ? {} : { agreements }) }
}

/** The last question before the account is deleted. */
export const viewDelete = async (deps: HostedDeps, context: AccountContext): Promise<AccountDeleteView> => {
  const { pool, user } = context
  const apps = await deps.account.listAppsWithAccess({ pool, user })
  return { ...aroundAccount(deps, context, 'account-delete', 'data', { back: 'data' }), graceDays: graceDays(context), applications: apps.map(({ name }) => name) }
}

/** Sends what is stored about the person as a file. It is a form, so that no other page can fetch it, and no address leads to it. */
export const downloadForm: AccountForm<'account-download'> = {
  path: '/data',
  recent: true,
  keep: [],
  async submit(deps, { pool, user, res }) {
    const data = await deps.account.exportUserData({ pool, user })
    const body = Buffer.from(`${JSON.stringify(data, null, 2)}\n`)
    res.writeHead(200, {
      'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': 'attachment; filename="account-data.json"', 'Content-Length': body.length, 'Cache-Control': 'no-store',
    }).end(body)
    return { kind: 'answered' }
  },
}

/** The account is to be deleted, and signed out everywhere: nothing of the portal is left to go to. */
export const deleteForm: AccountForm<'account-delete'> = {
  path: '/delete',
  recent: true,
  keep: [],
  async submit(deps, { pool, user, request }) {
    const dueAt = await deps.account.askAccountDeletion({ pool, user })
    return { kind: 'redirect', location: `${request.address.basePath}/done?kind=${dueAt === null ? 'account-deleted' : 'deletion-asked'}` }
  },
}
