import { z } from 'zod'
import { SECOND_FACTOR_KINDS } from '#src/contracts/hosted/views/mfa-view.ts'
import type { AccountFormName } from './account-form-names.ts'
import { checkbox, codeField, envelope, identifierField, nameField, passwordField } from './fields.ts'

/** Attributes as typed; an empty one is to be removed. The schema of the pool is checked later. */
const changedAttributes = z
  .record(z.string().min(1).max(64), z.string().max(2048, 'too_long').refine((text) => !text.includes('\0') && text.isWellFormed(), 'characters'))
  .transform((attributes) => Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, value.trim()])))

const contact = z.enum(['email', 'phone_number'], 'invalid')
const id = z.string('required').min(1, 'required').max(2048, 'too_long')

/** Every form of the account portal by its name. */
export const ACCOUNT_FORM_SCHEMAS = {
  'account-profile': z.object({ ...envelope, attributes: changedAttributes }),
  'account-contact': z.object({ ...envelope, attribute: contact, contact: identifierField }),
  'account-contact-code': z.object({ ...envelope, attribute: contact, code: codeField }),
  'account-contact-resend': z.object({ ...envelope, attribute: contact }),
  /** `current` is absent where there is no password yet. */
  'account-password': z.object({ ...envelope, current: passwordField.optional(), password: passwordField, end_others: checkbox }),
  'account-authenticator-start': z.object(envelope),
  'account-authenticator': z.object({ ...envelope, code: codeField, device_name: nameField }),
  'account-factor': z.object({ ...envelope, factor: z.enum(SECOND_FACTOR_KINDS, 'choice'), change: z.enum(['on', 'off', 'prefer'], 'choice') }),
  'account-passkey': z.object({ ...envelope, passkey: id, change: z.enum(['rename', 'remove'], 'choice'), passkey_name: nameField }),
  'account-recovery-codes': z.object(envelope),
  'account-session': z.object({ ...envelope, session: id }),
  'account-other-sessions': z.object(envelope),
  'account-device': z.object({ ...envelope, device: id, change: z.enum(['rename', 'forget'], 'choice'), device_name: nameField }),
  'account-app': z.object({ ...envelope, app: id }),
  'account-download': z.object(envelope),
  'account-delete': z.object(envelope),
} as const satisfies Record<AccountFormName, z.ZodType>
