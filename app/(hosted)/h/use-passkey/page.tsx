import { UsePasskeyScreen } from '#app/(hosted)/_screens/use-passkey-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function UsePasskeyPage() {
  return <UsePasskeyScreen view={await requestedView('use-passkey')} />
}
