import { AccountActivityScreen } from '#app/(hosted)/_screens/account/activity-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function AccountActivityPage() {
  return <AccountActivityScreen view={await requestedView('account-activity')} />
}
