import { ConfirmScreen } from '#app/(hosted)/_screens/confirm-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function ConfirmPage() {
  return <ConfirmScreen view={await requestedView('confirm')} />
}
