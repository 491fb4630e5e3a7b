import { AccountPage, Panel } from './account-page.tsx'
import { HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { CurrentPasswordField, HiddenUsername, NewPasswordField } from '#app/_components/password-field.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { AccountPasswordView } from '#src/contracts/hosted/views/account-password-view.ts'

export const AccountPasswordScreen = ({ view }: { readonly view: AccountPasswordView }) => {
  const { frame, username, hasPassword, passwordPolicy, endOthers } = view
  const t = textsOfPage(frame)
  const labels = { current: t('account.password.current'), password: t('fields.newPassword') }
  return (
    <AccountPage view={view} title={t(hasPassword ? 'account.password.change' : 'account.password.set')} labels={labels}>
      <Panel id="password" title={t('fields.password')} lead={t(hasPassword ? 'account.password.changeLead' : 'account.password.setLead')}>
        <HostedForm frame={frame} form="account-password">
          <HiddenUsername username={username} />
          {hasPassword && <CurrentPasswordField frame={frame} name="current" label={labels.current} focus={false} invalid={false} />}
          <NewPasswordField frame={frame} policy={passwordPolicy} label={labels.password} />
          <label className="id-check label-customizable"><input type="checkbox" name="end_others" defaultChecked={endOthers.checked} /><span>{t('account.password.endOthers')}</span></label>
          <SubmitButton>{t(hasPassword ? 'account.password.submitChange' : 'account.password.submitSet')}</SubmitButton>
        </HostedForm>
      </Panel>
    </AccountPage>
  )
}
