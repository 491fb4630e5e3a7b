import { NotMeScreen } from '#app/(hosted)/_screens/account-safety-screens.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function NotMePage() {
  return <NotMeScreen view={await requestedView('not-me')} />
}
