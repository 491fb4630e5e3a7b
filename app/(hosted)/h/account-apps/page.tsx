import { AccountAppsScreen } from '#app/(hosted)/_screens/account/apps-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function AccountAppsPage() {
  return <AccountAppsScreen view={await requestedView('account-apps')} />
}
