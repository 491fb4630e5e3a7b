import { isDomainError } from '#src/domain/domain-error.ts'
import { FORM_SCHEMAS } from '#src/contracts/hosted/forms/forms.ts'
import { parseForm } from '#src/contracts/hosted/forms/parse-form.ts'
import { isCsrfToken } from './csrf.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { linkSubject } from './view-confirm-link.ts'

/** The button of a confirmation link. It may be pressed on another device than the one that signed up, so it ends by itself. */
export const postConfirmLink = async (deps: HostedDeps, context: HostedContext, fields: URLSearchParams, refuse: () => Promise<void>): Promise<void> => {
  const parsed = parseForm(FORM_SCHEMAS['confirm-link'], fields)
  if (parsed.kind === 'invalid') return refuse()
  const link = { clientId: parsed.value.client_id, username: parsed.value.user_name, code: parsed.value.confirmation_code }
  if (!isCsrfToken(deps, `${context.pool.id}|${linkSubject(link)}`, parsed.value.csrf)) return refuse()
  const confirmed = await confirm(deps, context, link)
  const { basePath } = context.request.address
  const next = confirmed
    ? `/done?${new URLSearchParams({ kind: 'account-confirmed', client_id: link.clientId }).toString()}`
    : `/confirmUser?${new URLSearchParams({ client_id: link.clientId, user_name: link.username, confirmation_code: link.code, state: 'spent' }).toString()}`
  context.res.writeHead(303, { Location: `${basePath}${next}`, 'Cache-Control': 'no-store' }).end()
}

const confirm = async (deps: HostedDeps, { pool, request }: HostedContext, link: { clientId: string; username: string; code: string }): Promise<boolean> => {
  const client = await deps.clients.findClient(link.clientId)
  if (client === null || client.poolId !== pool.id) return false
  try {
    const outcome = await deps.operations.confirmByLink({ pool, client, username: link.username, code: link.code })
    return outcome.kind === 'confirmed'
  } catch (error) {
    if (!isDomainError(error)) throw error
    deps.log.warn({ requestId: request.requestId, poolId: pool.id, clientId: client.id, refusal: error.code }, 'a confirmation link was refused')
    return false
  }
}
