import { HostedForm } from './hosted-form.tsx'
import { Countdown } from './countdown.tsx'
import { textsFor } from '#src/contracts/messages/catalogues.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { Resend as ResendState } from '#src/contracts/hosted/views/confirm-view.ts'

type ResendProps = { readonly frame: PageFrame; readonly username: string; readonly purpose: 'sign-up' | 'reset-password'; readonly resend: ResendState; readonly byLink?: boolean }

/** Ask for a new code or link. The countdown line keeps its space, so nothing moves when it ends. */
export const Resend = ({ frame, username, purpose, resend, byLink = false }: ResendProps) => {
  const t = textsFor(frame.locale)
  const seconds = resend.availableInSeconds
  return (
    <HostedForm frame={frame} form="resend-code" className="id-resend" hidden={{ username, purpose }}>
      <p>{t(byLink ? 'resend.questionLink' : 'resend.question')} <button className="id-link-button" type="submit" data-after-countdown="">{t('resend.now')}</button></p>
      <p className="id-help">
        {seconds > 0 && <span data-until-zero="">{t.rich('resend.later', { time: () => <Countdown key="time" seconds={seconds} /> })}</span>}
        <span data-from-zero="" hidden={seconds > 0}>{t('resend.junk')}</span>
      </p>
    </HostedForm>
  )
}
