import { KeepAccountScreen } from '#app/(hosted)/_screens/account-safety-screens.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function KeepAccountPage() {
  return <KeepAccountScreen view={await requestedView('keep-account')} />
}
