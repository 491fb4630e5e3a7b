import { ConfirmLinkScreen } from '#app/(hosted)/_screens/confirm-link-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function ConfirmLinkPage() {
  return <ConfirmLinkScreen view={await requestedView('confirm-link')} />
}
