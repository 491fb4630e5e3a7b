import { MfaEmailScreen } from '#app/(hosted)/_screens/mfa-set-up-screens.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function MfaEmailPage() {
  return <MfaEmailScreen view={await requestedView('mfa-email')} />
}
