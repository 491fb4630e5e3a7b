import { PasskeyIcon } from './icons.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { PasskeySignals } from '#src/contracts/hosted/views/first-factor-view.ts'

type PasskeyBoxProps = {
  readonly frame: PageFrame
  readonly kind: 'sign-in' | 'use' | 'add'
  readonly label: string
  readonly primary?: boolean
  readonly lastUsed?: boolean | undefined
  /** PublicKeyCredentialRequestOptionsJSON of `use`. */
  readonly options?: string
}

/** The button of a passkey, and the line that says what became of it. The script shows it where the browser knows passkeys. */
export const PasskeyBox = ({ frame, kind, label, primary = false, lastUsed = false, options }: PasskeyBoxProps) => {
  const t = textsOfPage(frame)
  const looks = primary ? 'id-button id-primary submitButton-customizable' : 'id-button id-provider idpButton-customizable'
  return (
    <div className="id-passkey-box" data-passkey={kind} hidden {...(options !== undefined && { 'data-options': options })}>
      {kind === 'sign-in' && <p className="id-or idpDescription-customizable"><span>{t('frame.or')}</span></p>}
      <button className={looks} type="button">
        <PasskeyIcon /><span>{label}</span>{lastUsed && <span className="id-chip">{t('signIn.lastUsed')}</span>}
      </button>
      <p className="id-help" role="status" data-failed={t(kind === 'add' ? 'passkeys.notMade' : 'passkeys.notUsed')} data-exists={t('passkeys.exists')} />
    </div>
  )
}

/** What stands in place of the button without script, or in a browser that knows no passkeys. */
export const WithoutPasskeys = ({ frame }: { readonly frame: PageFrame }) => (
  <p className="id-box" data-tone="info" data-without-passkeys="">{textsOfPage(frame)('passkeys.without')}</p>
)

/** What the script tells password managers of somebody's passkeys. */
export const PasskeySignal = ({ signals }: { readonly signals: PasskeySignals | undefined }) =>
  signals === undefined ? null : <div hidden data-passkey-signals={JSON.stringify(signals)} />
