import { ButtonLink, HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { CodeField } from '#app/_components/code-field.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { Resend } from '#app/_components/resend.tsx'
import { TextField } from '#app/_components/field.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { ConfirmView } from '#src/contracts/hosted/views/confirm-view.ts'

export const ConfirmScreen = ({ view }: { readonly view: ConfirmView }) => {
  if (view.change?.kind === 'form') return <ChangeContact view={view} change={view.change} />
  switch (view.by) {
    case 'link': return <OpenLink view={view} />
    case 'operator': return <WaitForOperator view={view} />
    default: return <EnterCode view={view} />
  }
}

const EnterCode = ({ view }: { readonly view: ConfirmView }) => {
  const { frame, username, destination, resend, change } = view
  const t = textsOfPage(frame)
  const medium = destination?.medium ?? 'other'
  const lead = destination === undefined
    ? t('confirm.sentSomewhere')
    : t.rich('confirm.sent', { destination: destination.masked, strong: (chunks) => <bdi key="to"><strong dir="ltr">{chunks}</strong></bdi> })
  return (
    <HostedPage
      frame={frame}
      title={t('confirm.title', { medium })}
      labels={{ code: t('fields.code') }}
      lead={<><p>{lead}</p>{change?.kind === 'link' && <p><a href={change.href}>{t('confirm.wrong', { medium })}</a></p>}</>}
    >
      <HostedForm frame={frame} form="confirm-sign-up" hidden={{ username }}>
        <CodeField frame={frame} focus={frame.summary === undefined} submitsItself />
        <SubmitButton>{t('confirm.submit')}</SubmitButton>
      </HostedForm>
      <Resend frame={frame} username={username} purpose="sign-up" resend={resend} />
      {frame.links.signIn !== undefined && <p className="id-switch redirect-customizable"><a href={frame.links.signIn}>{t('frame.back')}</a></p>}
    </HostedPage>
  )
}

/** The link may be opened on any device; this page only says where it went, and leads on. */
const OpenLink = ({ view }: { readonly view: ConfirmView }) => {
  const { frame, username, destination, resend, change } = view
  const t = textsOfPage(frame)
  const medium = destination?.medium ?? 'other'
  const lead = destination === undefined
    ? t('confirm.linkSentSomewhere')
    : t.rich('confirm.linkSent', { destination: destination.masked, strong: (chunks) => <bdi key="to"><strong dir="ltr">{chunks}</strong></bdi> })
  return (
    <HostedPage
      frame={frame}
      title={t('confirm.title', { medium })}
      lead={<><p>{lead}</p>{change?.kind === 'link' && <p><a href={change.href}>{t('confirm.wrong', { medium })}</a></p>}</>}
    >
      {frame.links.signIn !== undefined && <ButtonLink href={frame.links.signIn}>{t('confirm.linkOpened')}</ButtonLink>}
      <Resend frame={frame} username={username} purpose="sign-up" resend={resend} byLink />
    </HostedPage>
  )
}

/** Nothing was sent, so there is nothing to enter. */
const WaitForOperator = ({ view: { frame } }: { readonly view: ConfirmView }) => {
  const t = textsOfPage(frame)
  const lead = t.rich('confirm.operator', { application: frame.client?.name ?? frame.pool.name, strong: (chunks) => <strong key="name">{chunks}</strong> })
  return (
    <HostedPage frame={frame} title={t('confirm.operatorTitle')} lead={<p>{lead}</p>}>
      {frame.links.signIn !== undefined && <ButtonLink href={frame.links.signIn} secondary>{t('frame.back')}</ButtonLink>}
    </HostedPage>
  )
}

type ChangeForm = Extract<NonNullable<ConfirmView['change']>, { kind: 'form' }>

const ChangeContact = ({ view: { frame, username }, change }: { readonly view: ConfirmView; readonly change: ChangeForm }) => {
  const t = textsOfPage(frame)
  const { medium, value, cancelHref } = change
  const label = t(medium === 'email' ? 'fields.attribute.email' : 'fields.attribute.phone_number')
  return (
    <HostedPage frame={frame} title={t('confirm.changeTitle', { medium })} lead={<p>{t('confirm.changeLead')}</p>} labels={{ contact: label }}>
      <HostedForm frame={frame} form="change-contact" hidden={{ username, medium }}>
        <TextField
          frame={frame}
          name="contact"
          label={label}
          help={medium === 'sms' ? t('fields.help.phone_number') : undefined}
          input={{ type: medium === 'email' ? 'email' : 'tel', autoComplete: medium === 'email' ? 'email' : 'tel', defaultValue: value, dir: 'ltr', autoFocus: frame.summary === undefined, spellCheck: false }}
        />
        <SubmitButton>{t('confirm.changeSubmit')}</SubmitButton>
      </HostedForm>
      <ButtonLink href={cancelHref} secondary>{t('confirm.cancel')}</ButtonLink>
    </HostedPage>
  )
}
