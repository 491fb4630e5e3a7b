import { ChooseAccountScreen } from '#app/(hosted)/_screens/choose-account-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function ChooseAccountPage() {
  return <ChooseAccountScreen view={await requestedView('choose-account')} />
}
