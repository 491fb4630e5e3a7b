import { ButtonLink, HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { ConfirmLinkView } from '#src/contracts/hosted/views/confirm-view.ts'

/** Mail scanners open links, so opening one changes nothing: the button does. */
export const ConfirmLinkScreen = ({ view }: { readonly view: ConfirmLinkView }) => {
  const { frame, state, purpose, account, link } = view
  const t = textsOfPage(frame)
  if (state === 'spent') {
    return (
      <HostedPage frame={frame} title={t('confirmLink.spentTitle')} lead={<p>{t('confirmLink.spentHelp')}</p>} failed>
        {frame.links.signIn !== undefined && <ButtonLink href={frame.links.signIn}>{t('signUp.signIn')}</ButtonLink>}
      </HostedPage>
    )
  }
  const lead = (
    <>
      <p>{t('confirmLink.lead', { purpose })}</p>
      {account !== undefined && <p>{t.rich('confirmLink.account', { account, strong: (chunks) => <bdi key="account"><strong>{chunks}</strong></bdi> })}</p>}
    </>
  )
  return (
    <HostedPage frame={frame} title={t('confirmLink.title', { purpose })} lead={lead}>
      <HostedForm frame={frame} form="confirm-link" hidden={{ client_id: link.clientId, user_name: link.username, confirmation_code: link.code }}>
        <SubmitButton>{t('confirmLink.submit')}</SubmitButton>
      </HostedForm>
      <p className="id-help">{t('confirmLink.notYou')}</p>
    </HostedPage>
  )
}
