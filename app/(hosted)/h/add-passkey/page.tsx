import { AddPasskeyScreen } from '#app/(hosted)/_screens/add-passkey-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function AddPasskeyPage() {
  return <AddPasskeyScreen view={await requestedView('add-passkey')} />
}
