import { AccountProfileScreen } from '#app/(hosted)/_screens/account/profile-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function AccountProfilePage() {
  return <AccountProfileScreen view={await requestedView('account-profile')} />
}
