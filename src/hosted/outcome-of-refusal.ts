import { attributeField } from '#src/contracts/hosted/attribute-inputs.ts'
import { FIELD_ERROR_CODES, type FieldErrorCode, type SummaryCode } from '#src/contracts/hosted/outcome-codes.ts'
import type { FieldErrors, Summary } from '#src/contracts/hosted/page-frame.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { DomainError, Violation } from '#src/domain/domain-error.ts'
import type { HostedFlow } from './hosted-flow.ts'
import { summaryOfRefusal } from './summary-of-refusal.ts'

/** Refusals that are about one input of their own. */
const OWN_FIELDS: Readonly<Partial<Record<DomainError['code'], { field: string; code: FieldErrorCode }>>> = {
  InvalidPassword: { field: 'password', code: 'password_policy' },
  PasswordHistoryPolicyViolation: { field: 'password', code: 'password_history' },
  CodeMismatch: { field: 'code', code: 'code_mismatch' },
  EnableSoftwareTokenMFA: { field: 'code', code: 'code_mismatch' },
  ExpiredCode: { field: 'code', code: 'code_expired' },
}

const RECOVERY_CODE = { field: 'recovery_code', code: 'recovery_code_mismatch' } as const

/** Finer reasons that deserve their own words beside the input. */
const OWN_REASONS: Readonly<Record<string, FieldErrorCode>> = { 'app-code-mismatch': 'app_code_mismatch', 'code-used': 'app_code_used', 'common-password': 'password_common' }

/** Inputs that are not attributes. */
const OWN_INPUTS: ReadonlySet<string> = new Set(['username', 'password', 'code', 'contact', 'factor', 'agree'])

/** What the page says after a refusal: the box at the top, and each field it is about. */
export const outcomeOfRefusal = (error: DomainError, clock: Clock, limit?: SummaryCode, inputOf = standardInput): Pick<HostedFlow, 'summary' | 'fieldErrors'> => {
  const summary = summaryOfRefusal(error, clock, limit)
  const own = error.details.reason === 'recovery-code-mismatch' ? RECOVERY_CODE : OWN_FIELDS[error.code]
  if (own !== undefined) return { summary, fieldErrors: { [own.field]: { code: OWN_REASONS[error.details.reason ?? ''] ?? own.code } } }
  if (error.code === 'UserNotConfirmed' || error.code === 'NotAuthorized' && error.details.violations === undefined) return { summary }
  const fieldErrors = fieldErrorsOf(error, inputOf)
  const count = Object.keys(fieldErrors).length
  return count === 0 ? { summary } : { summary: invalidFields(count), fieldErrors }
}

/** The box above a form with wrong inputs. */
export const invalidFields = (count: number): Summary => ({ code: 'invalid_fields', tone: 'danger', values: { count } })

const fieldErrorsOf = (error: DomainError, inputOf: (field: string) => string): FieldErrors => {
  const { violations, field } = error.details
  if (violations !== undefined) return Object.fromEntries(violations.map((violation) => [inputOf(violation.field), fieldError(violation)]))
  return field === undefined || error.code !== 'InvalidParameter' ? {} : { [inputOf(field)]: { code: 'invalid' } }
}

const standardInput = (field: string): string => (OWN_INPUTS.has(field) ? field : attributeField(field))

const fieldError = ({ rule, limit }: Violation): FieldErrors[string] => ({
  code: FIELD_ERROR_CODES.find((known) => known === rule) ?? 'invalid',
  ...(limit === undefined ? {} : { values: rule.startsWith('too_long') || rule.startsWith('above') ? { maximum: limit } : { minimum: limit } }),
})
