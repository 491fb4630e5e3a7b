import { AccountRecoveryCodesScreen } from '#app/(hosted)/_screens/account/recovery-codes-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function AccountRecoveryCodesPage() {
  return <AccountRecoveryCodesScreen view={await requestedView('account-recovery-codes')} />
}
