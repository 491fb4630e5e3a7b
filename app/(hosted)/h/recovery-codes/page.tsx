import { RecoveryCodesScreen } from '#app/(hosted)/_screens/recovery-codes-screens.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function RecoveryCodesPage() {
  return <RecoveryCodesScreen view={await requestedView('recovery-codes')} />
}
