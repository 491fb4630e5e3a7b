import { AccountPage, Panel } from './account-page.tsx'
import { ButtonLink } from '#app/_components/hosted-form.tsx'
import { textsFor } from '#src/contracts/messages/catalogues.ts'
import type { AccountRecoveryCodesView } from '#src/contracts/hosted/views/account-recovery-codes-view.ts'

export const AccountRecoveryCodesScreen = ({ view }: { readonly view: AccountRecoveryCodesView }) => {
  const { frame, codes, backHref } = view
  const t = textsFor(frame.locale)
  return (
    <AccountPage view={view} title={t('account.security.recoveryCodes')} lead={<p>{t('account.recoveryCodes.lead')}</p>}>
      <Panel id="codes" title={t('account.recoveryCodes.keep')}>
        <ol className="id-codes">{codes.map((code) => <li key={code}><code dir="ltr">{code}</code></li>)}</ol>
        {backHref !== undefined && <ButtonLink href={backHref}>{t('account.recoveryCodes.done')}</ButtonLink>}
      </Panel>
    </AccountPage>
  )
}
