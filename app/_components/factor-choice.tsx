import { ArrowIcon, AuthenticatorIcon, MailIcon, MessageIcon } from './icons.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { FactorChoice, SecondFactorKind } from '#src/contracts/hosted/views/mfa-view.ts'

const ICONS = { SOFTWARE_TOKEN_MFA: AuthenticatorIcon, SMS_MFA: MessageIcon, EMAIL_OTP: MailIcon } as const satisfies Record<SecondFactorKind, unknown>

/** One second factor, in words, as it stands on a button or link. */
export const FactorLabel = ({ frame, factor, destination }: FactorChoice & { readonly frame: PageFrame }) => {
  const t = textsOfPage(frame)
  const FactorIcon = ICONS[factor]
  const about = destination === undefined
    ? t(`mfa.factors.${factor}.about`)
    : t.rich('mfa.factors.sentTo', { destination, bdi: (chunks) => <bdi key="to" dir="ltr">{chunks}</bdi> })
  return (
    <>
      <span className="id-avatar" aria-hidden="true"><FactorIcon /></span>
      <span className="id-account-name"><span>{t(`mfa.factors.${factor}.name`)}</span><span className="id-small">{about}</span></span>
      <ArrowIcon />
    </>
  )
}

/** A button that chooses a factor; stands in a form. */
export const FactorButton = ({ frame, choice }: { readonly frame: PageFrame; readonly choice: FactorChoice }) => (
  <button className="id-account" type="submit" name="factor" value={choice.factor}><FactorLabel frame={frame} {...choice} /></button>
)
