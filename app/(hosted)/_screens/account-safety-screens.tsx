import { ButtonLink, HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { KeepAccountView, NotMeView } from '#src/contracts/hosted/views/account-safety-view.ts'

/** Mail scanners open links, so opening one changes nothing: the button does. */
export const NotMeScreen = ({ view }: { readonly view: NotMeView }) => {
  const { frame, step, resetHref } = view
  const t = textsOfPage(frame)
  const reset = (wanted: boolean) => wanted && resetHref !== undefined && <ButtonLink href={resetHref}>{t('notMe.reset')}</ButtonLink>
  if (step.state === 'spent') {
    return <HostedPage frame={frame} title={t('notMe.spentTitle')} lead={<p>{t('notMe.spentHelp')}</p>} failed>{reset(true)}</HostedPage>
  }
  if (step.state === 'done') {
    const next = { reset: t('notMe.doneReset'), ask: t('notMe.doneAsk', { pool: frame.pool.name }), none: t('notMe.doneNone') }[step.outcome]
    return (
      <HostedPage frame={frame} title={t('notMe.doneTitle')} lead={<p>{t('notMe.doneLead')}</p>}>
        <p>{next}</p>
        {reset(step.outcome === 'reset')}
      </HostedPage>
    )
  }
  return (
    <HostedPage frame={frame} title={t('notMe.title')} lead={<p>{t('notMe.what', { kind: step.kind })}</p>}>
      <div>
        <p>{t('notMe.lead')}</p>
        <ul className="id-list">{(['sessions', 'undo', 'password'] as const).map((effect) => <li key={effect}>{t(`notMe.effect.${effect}`)}</li>)}</ul>
      </div>
      <HostedForm frame={frame} form="not-me" hidden={{ link: step.link }}>
        <SubmitButton>{t('notMe.submit')}</SubmitButton>
      </HostedForm>
      <p className="id-help">{t('notMe.wasYou')}</p>
    </HostedPage>
  )
}

/** Between a sign-in and the application, while the account waits to be deleted. */
export const KeepAccountScreen = ({ view: { frame, dueAt, leaveHref } }: { readonly view: KeepAccountView }) => {
  const t = textsOfPage(frame)
  const day = new Intl.DateTimeFormat(frame.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(dueAt))
  return (
    <HostedPage frame={frame} title={t('keepAccount.title')} lead={<p>{t('keepAccount.lead', { day })}</p>}>
      <HostedForm frame={frame} form="keep-account">
        <SubmitButton>{t('keepAccount.submit')}</SubmitButton>
      </HostedForm>
      <p className="id-help">{t('keepAccount.help', { client: frame.client?.name ?? frame.pool.name })}</p>
      <ButtonLink href={leaveHref} secondary>{t('keepAccount.leave')}</ButtonLink>
      <p className="id-help">{t('keepAccount.leaveHelp')}</p>
    </HostedPage>
  )
}
