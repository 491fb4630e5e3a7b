import { AccountPage, Panel } from './account-page.tsx'
import { ButtonLink } from '#app/_components/hosted-form.tsx'
import { RecoveryCodeList } from '#app/_components/recovery-code-list.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { AccountRecoveryCodesView } from '#src/contracts/hosted/views/account-recovery-codes-view.ts'

export const AccountRecoveryCodesScreen = ({ view }: { readonly view: AccountRecoveryCodesView }) => {
  const { frame, codes, backHref } = view
  const t = textsOfPage(frame)
  return (
    <AccountPage view={view} title={t('account.security.recoveryCodes')} lead={<p>{t('account.recoveryCodes.lead')}</p>}>
      <Panel id="codes" title={t('account.recoveryCodes.keep')}>
        <RecoveryCodeList frame={frame} codes={codes} account={view.account.detail ?? view.account.name} />
        {backHref !== undefined && <ButtonLink href={backHref}>{t('account.recoveryCodes.done')}</ButtonLink>}
      </Panel>
    </AccountPage>
  )
}
