import { MfaOfferScreen } from '#app/(hosted)/_screens/mfa-set-up-screens.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function MfaOfferPage() {
  return <MfaOfferScreen view={await requestedView('mfa-offer')} />
}
