import { AccountContactScreen } from '#app/(hosted)/_screens/account/contact-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function AccountContactPage() {
  return <AccountContactScreen view={await requestedView('account-contact')} />
}
