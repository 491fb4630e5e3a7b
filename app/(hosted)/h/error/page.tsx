import { ErrorScreen } from '#app/(hosted)/_screens/error-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function ErrorPage() {
  return <ErrorScreen view={await requestedView('error')} />
}
