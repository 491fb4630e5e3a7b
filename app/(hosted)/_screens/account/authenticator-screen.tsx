import { AccountPage, Panel } from './account-page.tsx'
import { AuthenticatorKey } from '#app/_components/authenticator-key.tsx'
import { CodeField } from '#app/_components/code-field.tsx'
import { TextField } from '#app/_components/field.tsx'
import { HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { AccountAuthenticatorView } from '#src/contracts/hosted/views/account-authenticator-view.ts'

export const AccountAuthenticatorScreen = ({ view }: { readonly view: AccountAuthenticatorView }) => {
  const { frame, deviceName } = view
  const t = textsOfPage(frame)
  const labels = { code: t('fields.code'), device_name: t('mfa.app.name') }
  return (
    <AccountPage view={view} title={t('mfa.app.title')} lead={<p>{t('mfa.app.lead')}</p>} labels={labels}>
      <Panel id="scan" title={t('mfa.app.scan')}><AuthenticatorKey frame={frame} authenticator={view} /></Panel>
      <Panel id="enter" title={t('mfa.app.enter')}>
        <HostedForm frame={frame} form="account-authenticator">
          <CodeField frame={frame} focus={false} />
          <TextField frame={frame} name="device_name" label={labels.device_name} help={t('mfa.app.nameHelp')} optional input={{ autoComplete: 'off', maxLength: 64, defaultValue: deviceName, dir: 'auto' }} />
          <SubmitButton>{t('mfa.app.submit')}</SubmitButton>
        </HostedForm>
      </Panel>
    </AccountPage>
  )
}
