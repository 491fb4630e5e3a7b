import { AccountPasswordScreen } from '#app/(hosted)/_screens/account/password-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function AccountPasswordPage() {
  return <AccountPasswordScreen view={await requestedView('account-password')} />
}
