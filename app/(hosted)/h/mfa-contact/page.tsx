import { MfaContactScreen } from '#app/(hosted)/_screens/mfa-set-up-screens.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function MfaContactPage() {
  return <MfaContactScreen view={await requestedView('mfa-contact')} />
}
