import type { AccountFormName } from '#src/contracts/hosted/forms/account-form-names.ts'
import { ACCOUNT_FORM_SCHEMAS } from '#src/contracts/hosted/forms/account-forms.ts'
import { parseForm } from '#src/contracts/hosted/forms/parse-form.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import { isCsrfToken } from '#src/hosted/csrf.ts'
import type { HostedContext } from '#src/hosted/hosted-context.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import { keptValues } from '#src/hosted/kept-values.ts'
import { invalidFields, outcomeOfRefusal } from '#src/hosted/outcome-of-refusal.ts'
import { seeOther } from '#src/hosted/see-other.ts'
import { accountCsrfSubject, accountHref, type AccountContext } from './account-context.ts'
import type { AccountForm, AccountNext } from './account-form.ts'
import { ACCOUNT_FORM_TABLE } from './account-form-table.ts'
import { forgetOutcome, keepOutcome, readOutcome } from './account-outcome.ts'
import { openAccount } from './open-account.ts'

type Refuse = (status: number, code: 'form_invalid' | 'not_found') => Promise<void>

/**
 * Answers a form of the portal by 303 to the page that says what came of it. Who is not signed in, or not recently enough for it, goes
 * to sign in and comes back to the form, with nothing done. A form of another session or account is refused.
 */
export const postAccountForm = async (deps: HostedDeps, context: HostedContext, name: AccountFormName, fields: URLSearchParams, refuse: Refuse): Promise<void> => {
  const form: AccountForm<AccountFormName> = ACCOUNT_FORM_TABLE[name]
  const path = typeof form.path === 'string' ? form.path : form.path(fields)
  const opened = await openAccount(deps, context, path, form.recent)
  if (opened.kind === 'none') return refuse(404, 'not_found')
  if (opened.kind === 'sign-in') {
    // Somebody who only has to prove it again finds the form as it was, and is told why nothing has happened yet.
    if (opened.again !== undefined) keepOutcome(deps, context.res, { ...context, browser: opened.again }, path, { notice: { code: 'account_once_more', tone: 'info' } })
    return seeOther(context.res, opened.location)
  }
  if (!isCsrfToken(deps, `${context.pool.id}|${accountCsrfSubject(opened.account)}`, fields.get('csrf') ?? '')) return refuse(403, 'form_invalid')
  const account: AccountContext = { ...opened.account, outcome: readOutcome(deps, context.req, opened.account, path) ?? {} }
  const next = await submit(deps, account, name, fields, path)
  if (next.kind === 'answered') return
  if (next.kind === 'redirect') return seeOther(context.res, next.location)
  if (Object.keys(next.outcome).length === 0) forgetOutcome(context.res, account)
  else keepOutcome(deps, context.res, account, next.path, next.outcome)
  seeOther(context.res, accountHref(context, next.path))
}

const submit = async (deps: HostedDeps, context: AccountContext, name: AccountFormName, fields: URLSearchParams, path: string): Promise<AccountNext> => {
  const form: AccountForm<AccountFormName> = ACCOUNT_FORM_TABLE[name]
  // A task under way survives what was wrong with one of its steps.
  const before = { values: keptValues(fields, form.keep), setUp: context.outcome.setUp }
  const parsed = parseForm(ACCOUNT_FORM_SCHEMAS[name], fields)
  if (parsed.kind === 'invalid') {
    return { kind: 'page', path, outcome: { ...before, summary: invalidFields(Object.keys(parsed.fieldErrors).length), fieldErrors: parsed.fieldErrors } }
  }
  try {
    // The table pairs each name with its own schema and handler; TypeScript cannot see that through a union.
    return await (form.submit as (deps: HostedDeps, context: AccountContext, value: unknown) => Promise<AccountNext>)(deps, context, parsed.value)
  } catch (error) {
    if (!isDomainError(error)) throw error
    deps.log.warn({ requestId: context.request.requestId, poolId: context.pool.id, form: name, refusal: error.code, reason: error.details.reason }, 'a form was refused')
    return { kind: 'page', path, outcome: { ...before, ...outcomeOfRefusal(error, deps.clock, form.limit, form.inputOf) } }
  }
}
