import type { AccountFormName } from '#src/contracts/hosted/forms/account-form-names.ts'
import type { AccountForm } from './account-form.ts'
import { profileForm } from './post-profile.ts'

/** Every form of the portal. */
export const ACCOUNT_FORM_TABLE = {
  'account-profile': profileForm,
} as const satisfies { [N in AccountFormName]: AccountForm<N> }
