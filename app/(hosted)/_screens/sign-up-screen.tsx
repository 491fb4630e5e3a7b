import { AgreementField } from '#app/_components/agreement.tsx'
import { AttributeField, attributeLabel } from '#app/_components/attribute-field.tsx'
import { TextField } from '#app/_components/field.tsx'
import { HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { NewPasswordField } from '#app/_components/password-field.tsx'
import { attributeField } from '#src/contracts/hosted/attribute-inputs.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { SignUpView } from '#src/contracts/hosted/views/sign-up-view.ts'

export const SignUpScreen = ({ view }: { readonly view: SignUpView }) => {
  const { frame, username, attributes, passwordPolicy, agreement } = view
  const t = textsOfPage(frame)
  const labels = {
    username: t('fields.username'),
    password: t('fields.password'),
    agree: t('terms.document', { document: 'terms' }),
    ...Object.fromEntries(attributes.map((attribute) => [attributeField(attribute.name), attributeLabel(t, attribute)])),
  }
  return (
    <HostedPage frame={frame} title={t('signUp.title')} labels={labels}>
      <HostedForm frame={frame} form="sign-up">
        {username !== undefined && (
          <TextField frame={frame} name="username" label={labels.username} input={{ defaultValue: username.value, autoComplete: 'username', autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false, dir: 'auto', maxLength: 128 }} />
        )}
        {attributes.map((attribute) => <AttributeField key={attribute.name} frame={frame} attribute={attribute} />)}
        {passwordPolicy !== undefined && <NewPasswordField frame={frame} policy={passwordPolicy} label={labels.password} />}
        {agreement !== undefined && <AgreementField frame={frame} agreement={agreement} text="signUp.agree" />}
        <SubmitButton>{t('signUp.submit')}</SubmitButton>
      </HostedForm>
      {frame.links.signIn !== undefined && (
        <p className="id-switch redirect-customizable">{t('signUp.haveAccount')} <a href={frame.links.signIn}>{t('signUp.signIn')}</a></p>
      )}
    </HostedPage>
  )
}
