import { z } from 'zod'
import type { FieldErrorCode } from '#src/contracts/hosted/outcome-codes.ts'
import { MAXIMUM_PASSWORD_LENGTH } from '#src/contracts/password-policy.ts'

const code = (errorCode: FieldErrorCode): FieldErrorCode => errorCode

/** NUL and lone surrogates cannot be stored; other control characters do not belong in a name. */
const printable = (text: string): boolean => !/\p{Cc}/u.test(text) && text.isWellFormed()
const storable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** Hidden inputs of every form. */
export const envelope = {
  csrf: z.string(code('required')).min(1, code('required')).max(512, code('too_long')),
  uid: z.string().max(128, code('too_long')).optional(),
  r: z.string().max(8192, code('too_long')).optional(),
}

/** A user name, e-mail address or phone number as typed, without the spaces around it. */
export const identifierField = z
  .string(code('required')).trim().min(1, code('required')).max(2048, code('too_long')).refine(printable, code('characters'))

/** What somebody calls a thing of theirs; may be left empty. */
export const nameField = z.string(code('required')).trim().max(64, code('too_long')).refine(printable, code('characters')).default('')

/** A password as typed, never trimmed. 256 code points at most; the pool's policy is checked later. */
export const passwordField = z
  .string(code('required')).min(1, code('required'))
  .refine((text) => text.length <= 2 * MAXIMUM_PASSWORD_LENGTH && [...text].length <= MAXIMUM_PASSWORD_LENGTH, code('too_long'))
  .refine(storable, code('characters'))

/** The same where it may be left out; an empty one is none. */
export const givenPasswordField = z.preprocess((value) => (value === '' ? undefined : value), passwordField.optional())

/** What a passkey answered, in JSON. Its members are checked later. */
export const credentialField = z.string(code('required')).min(1, code('required')).max(32_768, code('too_long')).refine(storable, code('characters'))

/** A code of 4 to 10 digits; spaces and hyphens that came with a paste are dropped. */
export const codeField = z
  .string(code('required')).max(64, code('code_format'))
  .transform((text) => text.replaceAll(/[\s-]/g, ''))
  .pipe(z.string().min(1, code('required')).regex(/^[0-9]{4,10}$/, code('code_format')))

/** An answer to a question of the pool's own, as typed. An empty one is for the question to judge: a choice that was not made has no value. */
export const answerField = z.string().max(1024, code('too_long')).refine(storable, code('characters')).default('')

/** A recovery code, however it is spaced and cased; what it must look like the domain says. */
export const recoveryCodeField = z
  .string(code('required')).trim().min(1, code('required')).max(64, code('recovery_code_format')).refine((text) => /^[\p{L}\p{N}\p{Dash}\s]+$/u.test(text), code('recovery_code_format'))

/** A checkbox: present means ticked. */
export const checkbox = z.literal('on', code('invalid')).optional().transform((value) => value === 'on')

/** Attributes as typed, empty ones left out. The schema of the pool is checked later. */
export const attributesField = z
  .record(
    z.string().min(1).max(64),
    z.string().max(2048, code('too_long')).refine(storable, code('characters')),
  )
  .transform((attributes) =>
    Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, value.trim()]).filter(([, value]) => value !== '')),
  )

/** What is agreed to: documents and versions by their stamp, and the box where there is one. */
export const agreement = { documents: z.string().max(256, code('too_long')).optional(), agree: checkbox }
