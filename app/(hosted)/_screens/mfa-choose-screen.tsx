import { FactorButton } from '#app/_components/factor-choice.tsx'
import { HostedForm } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { MfaChooseView } from '#src/contracts/hosted/views/mfa-view.ts'

/** Which second factor to use; for who has lost them all, whom to ask. */
export const MfaChooseScreen = ({ view: { frame, factors, recoveryHref } }: { readonly view: MfaChooseView }) => {
  const t = textsOfPage(frame)
  const application = frame.client?.name ?? frame.pool.name
  return (
    <HostedPage frame={frame} title={t('mfa.choose.title')} lead={<p>{t('mfa.choose.lead')}</p>} instruction>
      <HostedForm frame={frame} form="mfa-choose">
        <ul className="id-accounts">
          {factors.map((choice) => <li key={choice.factor}><FactorButton frame={frame} choice={choice} /></li>)}
        </ul>
      </HostedForm>
      <div className="id-switch redirect-customizable id-ways">
        {recoveryHref !== undefined && <p><a href={recoveryHref}>{t('recoveryCodes.use.link')}</a></p>}
        <p className="id-help">{t.rich('mfa.choose.lost', { application, strong: (chunks) => <strong key="name">{chunks}</strong> })}</p>
        {frame.links.signIn !== undefined && <p><a href={frame.links.signIn}>{t('frame.back')}</a></p>}
      </div>
    </HostedPage>
  )
}
