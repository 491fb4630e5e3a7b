import { SignedOutScreen } from '#app/(hosted)/_screens/closing-screens.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function SignedOutPage() {
  return <SignedOutScreen view={await requestedView('signed-out')} />
}
