import type { AccountFormName } from '#src/contracts/hosted/forms/account-form-names.ts'
import type { AccountForm } from './account-form.ts'
import { appForm } from './apps.ts'
import { deleteForm, downloadForm } from './data.ts'
import { authenticatorForm, authenticatorStartForm } from './post-authenticator.ts'
import { contactCodeForm, contactForm, contactResendForm } from './post-contact.ts'
import { factorForm } from './post-factor.ts'
import { passkeyForm } from './post-passkey.ts'
import { passwordForm } from './post-password.ts'
import { profileForm } from './post-profile.ts'
import { deviceForm, otherSessionsForm, sessionForm } from './post-sessions.ts'
import { recoveryCodesForm } from './recovery-codes.ts'

/** Every form of the portal. */
export const ACCOUNT_FORM_TABLE = {
  'account-profile': profileForm,
  'account-contact': contactForm,
  'account-contact-code': contactCodeForm,
  'account-contact-resend': contactResendForm,
  'account-password': passwordForm,
  'account-authenticator-start': authenticatorStartForm,
  'account-authenticator': authenticatorForm,
  'account-factor': factorForm,
  'account-passkey': passkeyForm,
  'account-recovery-codes': recoveryCodesForm,
  'account-session': sessionForm,
  'account-other-sessions': otherSessionsForm,
  'account-device': deviceForm,
  'account-app': appForm,
  'account-download': downloadForm,
  'account-delete': deleteForm,
} as const satisfies { [N in AccountFormName]: AccountForm<N> }
