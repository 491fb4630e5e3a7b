import type { FieldError } from '#src/contracts/hosted/page-frame.ts'
import type { Texts } from '#src/contracts/messages/catalogues.ts'

/** A field error in words. Limits that were not given count as unknown (0). */
export const errorText = (t: Texts, error: FieldError): string =>
  t(`fieldErrors.${error.code}`, { minimum: 0, maximum: 0, ...error.values })
