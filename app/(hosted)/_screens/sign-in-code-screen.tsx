import { CodeField } from '#app/_components/code-field.tsx'
import { HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { ResendForm } from '#app/_components/resend.tsx'
import { SigningInAs } from '#app/_components/signing-in-as.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { SignInCodeView } from '#src/contracts/hosted/views/first-factor-view.ts'

/** The code that signs in by itself. It says no more than "if": nobody learns here who has an account. */
export const SignInCodeScreen = ({ view }: { readonly view: SignInCodeView }) => {
  const { frame, username, destination, resend, otherHref, changeHref } = view
  const t = textsOfPage(frame)
  const sent = t.rich('signInCode.sent', { destination: destination.masked, strong: (chunks) => <bdi key="to"><strong dir="ltr">{chunks}</strong></bdi> })
  return (
    <HostedPage
      frame={frame}
      title={t('confirm.title', { medium: destination.medium })}
      labels={{ code: t('fields.code') }}
      lead={<><p>{sent}</p><SigningInAs frame={frame} username={username} changeHref={changeHref} /></>}
    >
      <HostedForm frame={frame} form="sign-in-code">
        <CodeField frame={frame} digits={8} focus={frame.summary === undefined} submitsItself />
        <SubmitButton>{t('signIn.submit')}</SubmitButton>
      </HostedForm>
      <ResendForm frame={frame} form="sign-in-code-resend" resend={resend} />
      {otherHref !== undefined && <p className="id-switch redirect-customizable"><a href={otherHref}>{t('mfa.code.another')}</a></p>}
    </HostedPage>
  )
}
