import { AttributeField, attributeLabel } from '#app/_components/attribute-field.tsx'
import { HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { HiddenUsername, NewPasswordField } from '#app/_components/password-field.tsx'
import { attributeField } from '#src/contracts/hosted/attribute-inputs.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { NewPasswordView } from '#src/contracts/hosted/views/recovery-view.ts'

export const NewPasswordScreen = ({ view }: { readonly view: NewPasswordView }) => {
  const { frame, username, reason, passwordPolicy, attributes } = view
  const t = textsOfPage(frame)
  const labels = {
    password: t('fields.newPassword'),
    ...Object.fromEntries(attributes.map((attribute) => [attributeField(attribute.name), attributeLabel(t, attribute)])),
  }
  return (
    <HostedPage frame={frame} title={t('newPassword.title')} lead={<p>{t(`newPassword.lead.${reason}`)}</p>} labels={labels}>
      <HostedForm frame={frame} form="new-password">
        <HiddenUsername username={username} />
        <NewPasswordField frame={frame} policy={passwordPolicy} label={labels.password} focus={frame.summary === undefined} />
        {attributes.length > 0 && <p className="id-between">{t('newPassword.attributes')}</p>}
        {attributes.map((attribute) => <AttributeField key={attribute.name} frame={frame} attribute={attribute} />)}
        <SubmitButton>{t('newPassword.submit')}</SubmitButton>
      </HostedForm>
    </HostedPage>
  )
}
