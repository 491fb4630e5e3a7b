import { MfaCodeScreen } from '#app/(hosted)/_screens/mfa-code-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function MfaCodePage() {
  return <MfaCodeScreen view={await requestedView('mfa-code')} />
}
