import { MfaSetUpScreen } from '#app/(hosted)/_screens/mfa-set-up-screens.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function MfaSetUpPage() {
  return <MfaSetUpScreen view={await requestedView('mfa-set-up')} />
}
