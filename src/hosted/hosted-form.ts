import type { z } from 'zod'
import type { FormName } from '#src/contracts/hosted/forms/form-names.ts'
import type { SummaryCode } from '#src/contracts/hosted/outcome-codes.ts'
import type { FORM_SCHEMAS } from '#src/contracts/hosted/forms/forms.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { HostedFlow } from './hosted-flow.ts'

export type FormValue<N extends FormName> = z.output<(typeof FORM_SCHEMAS)[N]>

/** Where the browser goes after a form: a page of this flow, remembering `flow`, or an address. */
export type Next = { kind: 'page'; path: string; flow: HostedFlow } | { kind: 'redirect'; location: string }

/** A form of a flow: the page it stands on, what to remember of it when something is wrong, and what it does. */
export type FlowForm<N extends FormName> = {
  path: string | ((fields: URLSearchParams) => string)
  /** Inputs whose values come back after a refusal; never a password or code. */
  keep: readonly string[]
  /** What a passed limit is about here, if not wrong codes. */
  limit?: SummaryCode
  /** The input for a refused field, where the form has one of its own for it. */
  inputOf?: (field: string) => string
  submit(deps: HostedDeps, context: FlowContext, value: FormValue<N>): Promise<Next>
}

export const toPage = (path: string, flow: HostedFlow): Next => ({ kind: 'page', path, flow })
