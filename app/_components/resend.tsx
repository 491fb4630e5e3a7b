import { HostedForm } from './hosted-form.tsx'
import { Countdown } from './countdown.tsx'
import type { AccountFormName } from '#src/contracts/hosted/forms/account-form-names.ts'
import type { FormName } from '#src/contracts/hosted/forms/form-names.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { Resend as ResendState } from '#src/contracts/hosted/views/confirm-view.ts'

type ResendFormProps = { readonly frame: PageFrame; readonly form: FormName | AccountFormName; readonly hidden?: Readonly<Record<string, string>>; readonly resend: ResendState; readonly byLink?: boolean }

/** Ask for a new code or link. The countdown line keeps its space, so nothing moves when it ends. */
export const ResendForm = ({ frame, form, hidden = {}, resend, byLink = false }: ResendFormProps) => {
  const t = textsOfPage(frame)
  const seconds = resend.availableInSeconds
  return (
    <HostedForm frame={frame} form={form} className="id-resend" hidden={hidden}>
      <p>{t(byLink ? 'resend.questionLink' : 'resend.question')} <button className="id-link-button" type="submit" data-after-countdown="">{t('resend.now')}</button></p>
      <p className="id-help">
        {seconds > 0 && <span data-until-zero="">{t.rich('resend.later', { time: () => <Countdown key="time" seconds={seconds} /> })}</span>}
        <span data-from-zero="" hidden={seconds > 0}>{t('resend.junk')}</span>
      </p>
    </HostedForm>
  )
}

type ResendProps = Pick<ResendFormProps, 'frame' | 'resend' | 'byLink'> & { readonly username: string; readonly purpose: 'sign-up' | 'reset-password' }

/** Another code for a new account or a forgotten password. */
export const Resend = ({ username, purpose, ...rest }: ResendProps) => <ResendForm {...rest} form="resend-code" hidden={{ username, purpose }} />
