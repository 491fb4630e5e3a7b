import { AccountSecurityScreen } from '#app/(hosted)/_screens/account/security-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function AccountSecurityPage() {
  return <AccountSecurityScreen view={await requestedView('account-security')} />
}
