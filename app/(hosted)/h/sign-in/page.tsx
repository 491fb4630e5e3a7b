import { SignInScreen } from '#app/(hosted)/_screens/sign-in-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function SignInPage() {
  return <SignInScreen view={await requestedView('sign-in')} />
}
