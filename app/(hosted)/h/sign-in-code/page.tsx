import { SignInCodeScreen } from '#app/(hosted)/_screens/sign-in-code-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function SignInCodePage() {
  return <SignInCodeScreen view={await requestedView('sign-in-code')} />
}
