import type { ReactNode } from 'react'
import { CodeField } from '#app/_components/code-field.tsx'
import { HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { RememberBrowser } from '#app/_components/remember-browser.tsx'
import { ResendForm } from '#app/_components/resend.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { MfaCodeView } from '#src/contracts/hosted/views/mfa-view.ts'

/** The code of a second factor: of an authenticator, or one that was sent. */
export const MfaCodeScreen = ({ view }: { readonly view: MfaCodeView }) => {
  const { frame, factor, resend, provesAddress, remember } = view
  const t = textsOfPage(frame)
  return (
    <HostedPage frame={frame} title={t('mfa.code.title', { factor })} labels={{ code: t('fields.code') }} lead={<p><Lead view={view} /></p>}>
      <HostedForm frame={frame} form="mfa-code">
        <CodeField frame={frame} focus={frame.summary === undefined} submitsItself={remember === undefined} />
        <RememberBrowser frame={frame} remember={remember} />
        <SubmitButton>{t('mfa.code.submit')}</SubmitButton>
      </HostedForm>
      {resend !== undefined && <ResendForm frame={frame} form="mfa-resend" resend={resend} />}
      <HostedForm frame={frame} form="mfa-another" className="id-switch redirect-customizable">
        <button className="id-link-button" type="submit">{provesAddress ? t('mfa.code.correct', { factor }) : t('mfa.code.another')}</button>
      </HostedForm>
    </HostedPage>
  )
}

const Lead = ({ view: { frame, destination, deviceName, provesAddress } }: { readonly view: MfaCodeView }) => {
  const t = textsOfPage(frame)
  const strong = (chunks: ReactNode) => <bdi key="to"><strong>{chunks}</strong></bdi>
  if (destination !== undefined) return t.rich(provesAddress ? 'mfa.code.proves' : 'mfa.code.sent', { destination: destination.masked, strong: (chunks) => <bdi key="to"><strong dir="ltr">{chunks}</strong></bdi> })
  return deviceName === undefined ? t('mfa.code.app') : t.rich('mfa.code.namedApp', { name: deviceName, strong })
}
