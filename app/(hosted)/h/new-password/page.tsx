import { NewPasswordScreen } from '#app/(hosted)/_screens/new-password-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function NewPasswordPage() {
  return <NewPasswordScreen view={await requestedView('new-password')} />
}
