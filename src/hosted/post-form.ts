import type { IncomingMessage, ServerResponse } from 'node:http'
import { ACCOUNT_FORMS, isAccountForm } from '#src/contracts/hosted/forms/account-form-names.ts'
import { FORMS } from '#src/contracts/hosted/forms/form-names.ts'
import { FORM_SCHEMAS } from '#src/contracts/hosted/forms/forms.ts'
import { parseForm } from '#src/contracts/hosted/forms/parse-form.ts'
import type { ErrorCode } from '#src/contracts/hosted/outcome-codes.ts'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import { postAccountForm } from './account/post-account-form.ts'
import { isCsrfToken } from './csrf.ts'
import { FLOW_FORMS } from './flow-forms.ts'
import { loadFlow, pageHref, type FlowContext, type HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { withoutOutcome, type HostedFlow } from './hosted-flow.ts'
import type { FlowForm, Next } from './hosted-form.ts'
import { invalidFields, outcomeOfRefusal } from './outcome-of-refusal.ts'
import { keptValues } from './kept-values.ts'
import { postNotMe } from './not-me.ts'
import { LANGUAGE_PATH, postLanguage } from './post-language.ts'
import { postPasskeyOfSession } from './post-add-passkey.ts'
import { postConfirmLink } from './post-confirm-link.ts'
import { readForm } from './read-form.ts'
import { setRecovered } from './recovered-cookie.ts'
import { isSameOrigin } from './same-origin.ts'
import { sealFlow } from './seal-flow.ts'
import { seeOther } from './see-other.ts'
import { viewError } from './view-error.ts'
import { atWantedLevel, leaveBelowLevel } from './wanted-level.ts'

type FlowFormName = keyof typeof FLOW_FORMS

/** Answers `POST /hosted/<form>` by 303 to the next page; what cannot come from our own page gets an error page. */
export const postForm = async (deps: HostedDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest): Promise<void> => {
  const pool = await deps.pools.findPool(request.poolId)
  const name = [...FORMS, ...ACCOUNT_FORMS].find((form) => `/hosted/${form}` === request.path)
  if (pool === null || (name === undefined && request.path !== LANGUAGE_PATH)) { res.writeHead(404).end(); return }
  const context: HostedContext = { req, res, request, pool, brand: await deps.brands.brandOf({ poolId: pool.id, clientId: null }) }
  if (!isSameOrigin(req, request.address.origin)) {
    await refuse(deps, context, 403, 'origin_mismatch', { parameter: 'Origin', sent: req.headers.origin ?? '', registered: [request.address.origin] })
    return
  }
  const body = await readForm(req)
  if (body.kind === 'refused') { await refuse(deps, context, body.status, 'form_invalid'); return }
  if (name === undefined) { await postLanguage(deps, context, body.fields, () => refuse(deps, context, 403, 'form_invalid')); return }
  if (isAccountForm(name)) { await postAccountForm(deps, context, name, body.fields, (status, code) => refuse(deps, context, status, code)); return }
  if (name === 'passkey-add' && !body.fields.has('uid')) { await postPasskeyOfSession(deps, context, body.fields, () => refuse(deps, context, 403, 'form_invalid')); return }
  if (name === 'confirm-link') { await postConfirmLink(deps, context, body.fields, () => refuse(deps, context, 403, 'form_invalid')); return }
  if (name === 'not-me') { await postNotMe(deps, context, body.fields, () => refuse(deps, context, 403, 'form_invalid')); return }
  await postFlowForm(deps, context, name, body.fields)
}

const refuse = (deps: HostedDeps, context: HostedContext, status: number, code: ErrorCode, developer?: { parameter: string; sent: string; registered: string[] }): Promise<void> =>
  deps.show(context.req, context.res, { kind: 'page', status, view: viewError(deps, context, { code, developer }) })

const postFlowForm = async (deps: HostedDeps, context: HostedContext, name: FlowFormName, fields: URLSearchParams): Promise<void> => {
  const flowContext = await loadFlow(deps, context, fields.get('uid') ?? undefined)
  if (flowContext === null) { recover(deps, context, fields); return }
  if (!isCsrfToken(deps, `${context.pool.id}|${flowContext.interaction.uid}`, fields.get('csrf') ?? '')) {
    await refuse(deps, context, 403, 'form_invalid')
    return
  }
  const next = await submit(deps, flowContext, name, fields)
  if (next.kind === 'redirect') { seeOther(context.res, next.location); return }
  const { uid } = flowContext.interaction
  if (!(await deps.bridge.saveFlow(context.req, context.request, uid, sealFlow(deps, uid, { ...keptLanguage(flowContext.flow), ...next.flow, outcomeOn: next.path })))) { recover(deps, context, fields); return }
  seeOther(context.res, pageHref(flowContext, next.path))
}

/** A language that was chosen stays, also where a flow starts over. */
const keptLanguage = ({ language }: HostedFlow): Pick<HostedFlow, 'language'> => (language === undefined ? {} : { language })

const submit = async (deps: HostedDeps, context: FlowContext, name: FlowFormName, fields: URLSearchParams): Promise<Next> => {
  const form: FlowForm<FlowFormName> = FLOW_FORMS[name]
  const path = typeof form.path === 'string' ? form.path : form.path(fields)
  const before: HostedFlow = { ...withoutOutcome(context.flow), values: keptValues(fields, form.keep) }
  const parsed = parseForm(FORM_SCHEMAS[name], fields)
  if (parsed.kind === 'invalid') {
    return { kind: 'page', path, flow: { ...before, summary: invalidFields(Object.keys(parsed.fieldErrors).length), fieldErrors: parsed.fieldErrors } }
  }
  try {
    // The table pairs each name with its own schema and handler; TypeScript cannot see that through a union.
    return await (form.submit as (deps: HostedDeps, context: FlowContext, value: unknown) => Promise<Next>)(atWantedLevel(deps, context), { ...context, flow: withoutOutcome(context.flow) }, parsed.value)
  } catch (error) {
    if (!isDomainError(error)) throw error
    deps.log.warn({ requestId: context.request.requestId, poolId: context.pool.id, clientId: context.client.id, form: name, refusal: error.code, reason: error.details.reason }, 'a form was refused')
    const left = await leaveBelowLevel(deps, context, error)
    if (left !== null) return left
    return { kind: 'page', path, flow: { ...before, ...outcomeOfRefusal(error, deps.clock, form.limit, form.inputOf) } }
  }
}

/** The pending request is over: begin it again with the typed identifier, and say so. */
const recover = (deps: HostedDeps, context: HostedContext, fields: URLSearchParams): void => {
  const r = fields.get('r')
  const restart = r === null ? null : deps.bridge.restartFrom(context.request, r)
  if (restart === null) { seeOther(context.res, `${context.request.address.basePath}/login`); return }
  const username = fields.get('username')
  setRecovered(context.res, context.request)
  seeOther(context.res, username === null || username.length > 256 ? restart : withLoginHint(restart, username))
}

const withLoginHint = (location: string, username: string): string => {
  const [path = '', query = ''] = location.split('?')
  const parameters = new URLSearchParams(query)
  parameters.set('login_hint', username)
  return `${path}?${parameters.toString()}`
}
