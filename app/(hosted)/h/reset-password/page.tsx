import { ResetPasswordScreen } from '#app/(hosted)/_screens/reset-password-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function ResetPasswordPage() {
  return <ResetPasswordScreen view={await requestedView('reset-password')} />
}
