import { AcceptTermsScreen } from '#app/(hosted)/_screens/accept-terms-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function AcceptTermsPage() {
  return <AcceptTermsScreen view={await requestedView('accept-terms')} />
}
