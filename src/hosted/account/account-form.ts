import type { z } from 'zod'
import type { AccountFormName } from '#src/contracts/hosted/forms/account-form-names.ts'
import type { ACCOUNT_FORM_SCHEMAS } from '#src/contracts/hosted/forms/account-forms.ts'
import type { SummaryCode } from '#src/contracts/hosted/outcome-codes.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import type { AccountContext } from './account-context.ts'
import type { AccountOutcome } from './account-outcome.ts'

export type AccountFormValue<N extends AccountFormName> = z.output<(typeof ACCOUNT_FORM_SCHEMAS)[N]>

/** Where the browser goes after a form: a page of the portal with what it says, or an address; or it has its answer already. */
export type AccountNext = { kind: 'page'; path: string; outcome: AccountOutcome } | { kind: 'redirect'; location: string } | { kind: 'answered' }

/** A form of the portal: the page it stands on (what follows `/account`), whether it asks for a recent sign-in, and what it does. */
export type AccountForm<N extends AccountFormName> = {
  path: string | ((fields: URLSearchParams) => string)
  recent: boolean
  /** Inputs whose values come back after a refusal; never a password or code. */
  keep: readonly string[]
  /** What a passed limit is about here, if not wrong codes. */
  limit?: SummaryCode
  /** The input for a refused field, where the form has one of its own for it. */
  inputOf?: (field: string) => string
  submit(deps: HostedDeps, context: AccountContext, value: AccountFormValue<N>): Promise<AccountNext>
}

export const toAccountPage = (path: string, outcome: AccountOutcome = {}): AccountNext => ({ kind: 'page', path, outcome })
