import { ChooseMethodScreen } from '#app/(hosted)/_screens/choose-method-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function ChooseMethodPage() {
  return <ChooseMethodScreen view={await requestedView('choose-method')} />
}
