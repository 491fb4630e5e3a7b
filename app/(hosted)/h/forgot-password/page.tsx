import { ForgotPasswordScreen } from '#app/(hosted)/_screens/forgot-password-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function ForgotPasswordPage() {
  return <ForgotPasswordScreen view={await requestedView('forgot-password')} />
}
