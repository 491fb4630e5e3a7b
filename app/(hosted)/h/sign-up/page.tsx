import { SignUpScreen } from '#app/(hosted)/_screens/sign-up-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function SignUpPage() {
  return <SignUpScreen view={await requestedView('sign-up')} />
}
