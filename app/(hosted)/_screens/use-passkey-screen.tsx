import { HostedForm } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { PasskeyBox, WithoutPasskeys } from '#app/_components/passkey-box.tsx'
import { SigningInAs } from '#app/_components/signing-in-as.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { UsePasskeyView } from '#src/contracts/hosted/views/first-factor-view.ts'

/** A passkey of somebody who has said who they are. The script asks for it at once. */
export const UsePasskeyScreen = ({ view: { frame, username, options, otherHref, changeHref } }: { readonly view: UsePasskeyView }) => {
  const t = textsOfPage(frame)
  return (
    <HostedPage frame={frame} title={t('usePasskey.title')} lead={<><p>{t('usePasskey.lead')}</p><SigningInAs frame={frame} username={username} changeHref={changeHref} /></>}>
      <HostedForm frame={frame} form="use-passkey" hidden={{ credential: '' }}>
        <PasskeyBox frame={frame} kind="use" label={t('usePasskey.submit')} options={options} primary />
        <WithoutPasskeys frame={frame} />
      </HostedForm>
      {otherHref !== undefined && <p className="id-switch redirect-customizable"><a href={otherHref}>{t('mfa.code.another')}</a></p>}
    </HostedPage>
  )
}
