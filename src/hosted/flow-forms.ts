import type { FormName } from '#src/contracts/hosted/forms/form-names.ts'
import type { FlowForm } from './hosted-form.ts'
import { acceptTermsForm, declineTermsForm } from './accept-terms.ts'
import { keepAccountForm } from './keep-account.ts'
import { chooseAccountForm } from './post-choose-account.ts'
import { passkeyAddForm, passkeyNotNowForm } from './post-add-passkey.ts'
import { changeContactForm, confirmSignUpForm, resendCodeForm } from './post-confirm-sign-up.ts'
import { chooseMethodForm, signInCodeForm, signInCodeResendForm, usePasskeyForm } from './post-first-factor.ts'
import { customChallengeForm, customSignInForm } from './post-custom-challenge.ts'
import { newPasswordForm } from './post-new-password.ts'
import { forgotPasswordForm, resetPasswordForm } from './post-reset-password.ts'
import { mfaAnotherForm, mfaChooseForm, mfaCodeForm, mfaResendForm } from './post-second-factor.ts'
import { newRecoveryCodesForm, recoveryCodeForm, recoveryCodesKeptForm } from './post-recovery-codes.ts'
import { mfaAppForm, mfaContactForm, mfaNotNowForm, mfaSetUpForm } from './post-set-up-factor.ts'
import { passkeySignInForm } from './post-passkey-sign-in.ts'
import { identifyForm, signInForm } from './post-sign-in.ts'
import { signUpForm } from './post-sign-up.ts'

/** Every form that belongs to a pending request. */
export const FLOW_FORMS = {
  'sign-in': signInForm,
  'choose-account': chooseAccountForm,
  identify: identifyForm,
  'choose-method': chooseMethodForm,
  'sign-in-code': signInCodeForm,
  'sign-in-code-resend': signInCodeResendForm,
  'custom-sign-in': customSignInForm,
  'custom-challenge': customChallengeForm,
  'use-passkey': usePasskeyForm,
  'passkey-sign-in': passkeySignInForm,
  'passkey-add': passkeyAddForm,
  'passkey-not-now': passkeyNotNowForm,
  'sign-up': signUpForm,
  'accept-terms': acceptTermsForm,
  'decline-terms': declineTermsForm,
  'confirm-sign-up': confirmSignUpForm,
  'resend-code': resendCodeForm,
  'change-contact': changeContactForm,
  'forgot-password': forgotPasswordForm,
  'reset-password': resetPasswordForm,
  'new-password': newPasswordForm,
  'mfa-code': mfaCodeForm,
  'mfa-choose': mfaChooseForm,
  'mfa-another': mfaAnotherForm,
  'mfa-resend': mfaResendForm,
  'mfa-set-up': mfaSetUpForm,
  'mfa-app': mfaAppForm,
  'mfa-contact': mfaContactForm,
  'mfa-not-now': mfaNotNowForm,
  'recovery-code': recoveryCodeForm,
  'new-recovery-codes': newRecoveryCodesForm,
  'recovery-codes-kept': recoveryCodesKeptForm,
  'keep-account': keepAccountForm,
} as const satisfies { [N in Exclude<FormName, 'confirm-link' | 'not-me'>]: FlowForm<N> }
