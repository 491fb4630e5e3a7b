import { ButtonLink, HostedForm } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { DoneIcon, WarningIcon } from '#app/_components/icons.tsx'
import { PasskeyBox, PasskeySignal, WithoutPasskeys } from '#app/_components/passkey-box.tsx'
import { listNames } from '#src/contracts/messages/list-names.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { AddPasskeyView } from '#src/contracts/hosted/views/first-factor-view.ts'

/** A passkey to be made: offered after a sign-in, or asked for. */
export const AddPasskeyScreen = ({ view }: { readonly view: AddPasskeyView }) => {
  const { frame, account, mayAdd, offered, asked = {}, leaveHref } = view
  const t = textsOfPage(frame)
  const lead = t.rich('addPasskey.lead', { account, strong: (chunks) => <bdi key="account"><strong>{chunks}</strong></bdi> })
  return (
    <HostedPage frame={frame} title={t(offered ? 'addPasskey.offerTitle' : 'addPasskey.title')} lead={<p>{lead}</p>}>
      <ul className="id-reasons">
        {(['faster', 'safer', 'everywhere'] as const).map((reason) => <li key={reason}><DoneIcon /><span>{t(`addPasskey.reasons.${reason}`)}</span></li>)}
      </ul>
      <Known view={view} />
      {mayAdd && (
        <HostedForm frame={frame} form="passkey-add" hidden={{ credential: '', ...asked }}>
          <PasskeyBox frame={frame} kind="add" label={t('addPasskey.submit')} primary />
          <WithoutPasskeys frame={frame} />
        </HostedForm>
      )}
      {offered && <HostedForm frame={frame} form="passkey-not-now"><button className="id-button id-secondary" type="submit"><span>{t('addPasskey.notNow')}</span></button></HostedForm>}
      {leaveHref !== undefined && <ButtonLink href={leaveHref} secondary>{t('addPasskey.leave')}</ButtonLink>}
      <PasskeySignal signals={view.signals} />
    </HostedPage>
  )
}

/** The passkeys there are, and that there can be no more. */
const Known = ({ view: { frame, passkeys, mayAdd } }: { readonly view: AddPasskeyView }) => {
  const t = textsOfPage(frame)
  if (!mayAdd) {
    return <div className="id-box" data-tone="warning"><WarningIcon /><div><h2>{t('addPasskey.limitTitle')}</h2><p>{t('addPasskey.limitHelp', { count: passkeys.length })}</p></div></div>
  }
  if (passkeys.length === 0) return null
  return <p className="id-help">{t('addPasskey.known', { names: listNames(frame.locale, passkeys) })}</p>
}
