import { DoneScreen } from '#app/(hosted)/_screens/closing-screens.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function DonePage() {
  return <DoneScreen view={await requestedView('done')} />
}
