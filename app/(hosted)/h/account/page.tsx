import { AccountOverviewScreen } from '#app/(hosted)/_screens/account/overview-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function AccountOverviewPage() {
  return <AccountOverviewScreen view={await requestedView('account')} />
}
