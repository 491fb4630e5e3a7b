import { MfaChooseScreen } from '#app/(hosted)/_screens/mfa-choose-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function MfaChoosePage() {
  return <MfaChooseScreen view={await requestedView('mfa-choose')} />
}
