import { CustomChallengeScreen } from '#app/(hosted)/_screens/custom-challenge-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function CustomChallengePage() {
  return <CustomChallengeScreen view={await requestedView('custom-challenge')} />
}
