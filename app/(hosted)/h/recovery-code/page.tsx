import { RecoveryCodeScreen } from '#app/(hosted)/_screens/recovery-codes-screens.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function RecoveryCodePage() {
  return <RecoveryCodeScreen view={await requestedView('recovery-code')} />
}
