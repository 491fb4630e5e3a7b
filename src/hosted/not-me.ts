import { FORM_SCHEMAS } from '#src/contracts/hosted/forms/forms.ts'
import { parseForm } from '#src/contracts/hosted/forms/parse-form.ts'
import { NOT_ME_OUTCOMES, type NotMeView } from '#src/contracts/hosted/views/account-safety-view.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import { recoveryChannels } from '#src/domain/user-pools/read-user-pool.ts'
import { bareFrame } from './build-frame.ts'
import { isCsrfToken } from './csrf.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { seeOther } from './see-other.ts'

/** What the form token of a notice's link is bound to. */
const linkSubject = (link: string): string => `not-me|${link}`

/** Opened from a security notice: shows a button and changes nothing, so that mail scanners cannot press it. */
export const viewNotMe = async (deps: HostedDeps, context: HostedContext, query: URLSearchParams): Promise<NotMeView> => {
  const { pool, request } = context
  const link = query.get('link') ?? ''
  const frame = bareFrame(deps, context, linkSubject(link))
  const outcome = NOT_ME_OUTCOMES.find((known) => known === query.get('done'))
  const resetHref = recoveryChannels(pool).length > 0 ? `${request.address.basePath}/forgotPassword` : undefined
  if (outcome !== undefined) return { screen: 'not-me', frame, step: { state: 'done', outcome }, resetHref }
  const notice = LINK.test(link) ? await deps.operations.findNotice({ pool, token: link }) : null
  return { screen: 'not-me', frame, step: notice === null ? { state: 'spent' } : { state: 'ready', kind: notice.kind, link }, resetHref }
}

const LINK = /^[\w-]{43}$/

/** The button: it belongs to no pending request, and may be pressed on any device. */
export const postNotMe = async (deps: HostedDeps, context: HostedContext, fields: URLSearchParams, refuse: () => Promise<void>): Promise<void> => {
  const parsed = parseForm(FORM_SCHEMAS['not-me'], fields)
  if (parsed.kind === 'invalid') return refuse()
  const { link, csrf } = parsed.value
  if (!isCsrfToken(deps, `${context.pool.id}|${linkSubject(link)}`, csrf)) return refuse()
  const { basePath } = context.request.address
  try {
    const { password } = await deps.operations.disownChange({ pool: context.pool, token: link })
    seeOther(context.res, `${basePath}/notMe?done=${password}`)
  } catch (error) {
    if (!isDomainError(error) || error.details.reason !== 'link-spent') throw error
    seeOther(context.res, `${basePath}/notMe?${new URLSearchParams({ link }).toString()}`)
  }
}
