import { z } from 'zod'
import type { AccountFormName } from './account-form-names.ts'
import { envelope } from './fields.ts'

/** Attributes as typed; an empty one is to be removed. The schema of the pool is checked later. */
const changedAttributes = z
  .record(z.string().min(1).max(64), z.string().max(2048, 'too_long').refine((text) => !text.includes('\0') && text.isWellFormed(), 'characters'))
  .transform((attributes) => Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, value.trim()])))

/** Every form of the account portal by its name. */
export const ACCOUNT_FORM_SCHEMAS = {
  'account-profile': z.object({ ...envelope, attributes: changedAttributes }),
} as const satisfies Record<AccountFormName, z.ZodType>
