import { AccountDeleteScreen } from '#app/(hosted)/_screens/account/data-screens.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function AccountDeletePage() {
  return <AccountDeleteScreen view={await requestedView('account-delete')} />
}
