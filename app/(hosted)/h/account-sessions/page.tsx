import { AccountSessionsScreen } from '#app/(hosted)/_screens/account/sessions-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function AccountSessionsPage() {
  return <AccountSessionsScreen view={await requestedView('account-sessions')} />
}
