import { MfaAppScreen } from '#app/(hosted)/_screens/mfa-set-up-screens.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function MfaAppPage() {
  return <MfaAppScreen view={await requestedView('mfa-app')} />
}
