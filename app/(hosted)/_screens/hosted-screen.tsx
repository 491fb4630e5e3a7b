import { AcceptTermsScreen } from './accept-terms-screen.tsx'
import { AccountScreen, isAccountView } from './account/account-screen.tsx'
import { KeepAccountScreen, NotMeScreen } from './account-safety-screens.tsx'
import { AddPasskeyScreen } from './add-passkey-screen.tsx'
import { BookmarkScreen, DoneScreen, SignedOutScreen } from './closing-screens.tsx'
import { ChooseAccountScreen } from './choose-account-screen.tsx'
import { ChooseMethodScreen } from './choose-method-screen.tsx'
import { ConfirmLinkScreen } from './confirm-link-screen.tsx'
import { ConfirmScreen } from './confirm-screen.tsx'
import { CustomChallengeScreen } from './custom-challenge-screen.tsx'
import { DeviceScreen } from './device-screen.tsx'
import { ErrorScreen } from './error-screen.tsx'
import { ForgotPasswordScreen } from './forgot-password-screen.tsx'
import { MfaChooseScreen } from './mfa-choose-screen.tsx'
import { MfaCodeScreen } from './mfa-code-screen.tsx'
import { MfaAppScreen, MfaContactScreen, MfaOfferScreen, MfaSetUpScreen } from './mfa-set-up-screens.tsx'
import { NewPasswordScreen } from './new-password-screen.tsx'
import { RecoveryCodeScreen, RecoveryCodesScreen } from './recovery-codes-screens.tsx'
import { ResetPasswordScreen } from './reset-password-screen.tsx'
import { SignInCodeScreen } from './sign-in-code-screen.tsx'
import { SignInScreen } from './sign-in-screen.tsx'
import { SignUpScreen } from './sign-up-screen.tsx'
import { UsePasskeyScreen } from './use-passkey-screen.tsx'
import type { HostedView } from '#src/contracts/hosted/hosted-view.ts'

/** Whichever screen a view is for: what the gallery shows. */
export const HostedScreen = ({ view }: { readonly view: HostedView }) => {
  if (isAccountView(view)) return <AccountScreen view={view} />
  switch (view.screen) {
    case 'sign-in': return <SignInScreen view={view} />
    case 'choose-account': return <ChooseAccountScreen view={view} />
    case 'choose-method': return <ChooseMethodScreen view={view} />
    case 'sign-in-code': return <SignInCodeScreen view={view} />
    case 'use-passkey': return <UsePasskeyScreen view={view} />
    case 'custom-challenge': return <CustomChallengeScreen view={view} />
    case 'add-passkey': return <AddPasskeyScreen view={view} />
    case 'sign-up': return <SignUpScreen view={view} />
    case 'accept-terms': return <AcceptTermsScreen view={view} />
    case 'confirm': return <ConfirmScreen view={view} />
    case 'confirm-link': return <ConfirmLinkScreen view={view} />
    case 'forgot-password': return <ForgotPasswordScreen view={view} />
    case 'reset-password': return <ResetPasswordScreen view={view} />
    case 'new-password': return <NewPasswordScreen view={view} />
    case 'mfa-code': return <MfaCodeScreen view={view} />
    case 'mfa-choose': return <MfaChooseScreen view={view} />
    case 'mfa-set-up': return <MfaSetUpScreen view={view} />
    case 'mfa-app': return <MfaAppScreen view={view} />
    case 'mfa-contact': return <MfaContactScreen view={view} />
    case 'mfa-offer': return <MfaOfferScreen view={view} />
    case 'recovery-code': return <RecoveryCodeScreen view={view} />
    case 'recovery-codes': return <RecoveryCodesScreen view={view} />
    case 'not-me': return <NotMeScreen view={view} />
    case 'keep-account': return <KeepAccountScreen view={view} />
    case 'device': return <DeviceScreen view={view} />
    case 'done': return <DoneScreen view={view} />
    case 'signed-out': return <SignedOutScreen view={view} />
    case 'bookmark': return <BookmarkScreen view={view} />
    case 'error': return <ErrorScreen view={view} />
  }
}
