import { AccountAuthenticatorScreen } from '#app/(hosted)/_screens/account/authenticator-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function AccountAuthenticatorPage() {
  return <AccountAuthenticatorScreen view={await requestedView('account-authenticator')} />
}
