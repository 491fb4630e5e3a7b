import { HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { IdentifierField } from '#app/_components/identifier-field.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { ForgotPasswordView } from '#src/contracts/hosted/views/recovery-view.ts'

export const ForgotPasswordScreen = ({ view: { frame, identifier } }: { readonly view: ForgotPasswordView }) => {
  const t = textsOfPage(frame)
  return (
    <HostedPage frame={frame} title={t('forgot.title')} lead={<p>{t('forgot.lead')}</p>} instruction labels={{ username: t(`fields.identifier.${identifier.kind}`) }}>
      <HostedForm frame={frame} form="forgot-password">
        <IdentifierField frame={frame} identifier={identifier} focus={frame.summary === undefined} />
        <SubmitButton>{t('forgot.submit')}</SubmitButton>
      </HostedForm>
      {frame.links.signIn !== undefined && <p className="id-switch redirect-customizable"><a href={frame.links.signIn}>{t('frame.back')}</a></p>}
    </HostedPage>
  )
}
