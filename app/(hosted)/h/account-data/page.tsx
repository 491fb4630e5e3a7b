import { AccountDataScreen } from '#app/(hosted)/_screens/account/data-screens.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function AccountDataPage() {
  return <AccountDataScreen view={await requestedView('account-data')} />
}
