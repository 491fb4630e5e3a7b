import { isDomainError } from '#src/domain/domain-error.ts'
import { goOnSignedIn } from './after-sign-in.ts'
import { isCsrfToken } from './csrf.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { toPage, type FlowForm } from './hosted-form.ts'
import { askedWay, findPasskeyHolder, holderCsrfSubject } from './passkey-holder.ts'
import { orStartOver } from './post-second-factor.ts'
import { signedInUser } from './signed-in-user.ts'
import { seeOther } from './see-other.ts'
import { leaveHref, refusedHref } from './view-add-passkey.ts'

/** A passkey made after a sign-in; on to the application. */
export const passkeyAddForm: FlowForm<'passkey-add'> = {
  path: '/passkeys/add',
  keep: [],
  submit: (deps, context, value) => orStartOver(context, async () => {
    const { pool, client, flow } = context
    const user = await signedInUser(deps, context)
    try {
      await deps.operations.completeWebAuthnRegistration({ pool, client, user, credential: parsed(value.credential) })
    } catch (error) {
      if (!isNoPasskey(error)) throw error
      return toPage('/passkeys/add', { ...flow, summary: { code: 'passkey_not_added', tone: 'danger' } })
    }
    return goOnSignedIn(deps, context)
  }),
}

/** "Not now": not asked again for a while. */
export const passkeyNotNowForm: FlowForm<'passkey-not-now'> = {
  path: '/passkeys/add',
  keep: [],
  async submit(deps, context) {
    const { signedIn } = context.flow
    if (signedIn !== undefined) await deps.operations.declinePasskey({ userId: signedIn.userId })
    return goOnSignedIn(deps, context)
  },
}

/** A passkey made by a browser that is signed in; back to where the page was asked for. */
export const postPasskeyOfSession = async (deps: HostedDeps, context: HostedContext, fields: URLSearchParams, refuse: () => Promise<void>): Promise<void> => {
  const found = await findPasskeyHolder(deps, context, askedWay(fields))
  if (found.kind === 'refused') return refuse()
  if (found.kind === 'sign-in') return seeOther(context.res, found.location)
  const { holder } = found
  if (!isCsrfToken(deps, `${context.pool.id}|${holderCsrfSubject(holder)}`, fields.get('csrf') ?? '')) return refuse()
  try {
    await deps.operations.completeWebAuthnRegistration({ pool: context.pool, client: holder.client, user: holder.user, credential: parsed(fields.get('credential') ?? '') })
  } catch (error) {
    if (!isDomainError(error)) throw error
    deps.log.warn({ requestId: context.request.requestId, poolId: context.pool.id, form: 'passkey-add', refusal: error.code, reason: error.details.reason }, 'a form was refused')
    return seeOther(context.res, refusedHref(context, holder))
  }
  seeOther(context.res, leaveHref(context, holder))
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null // no JSON is no credential either
  }
}

/** An answer that is no passkey, or one that exists already. */
const isNoPasskey = (error: unknown): boolean => isDomainError(error) && error.code === 'InvalidParameter'
