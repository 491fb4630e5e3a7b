import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { QrDrawing } from '#src/contracts/hosted/views/mfa-view.ts'

type AuthenticatorKeyProps = { readonly frame: PageFrame; readonly authenticator: { readonly key: string; readonly href: string; readonly qr: QrDrawing } }

/** The key of an authenticator to be: scanned, opened on this device, or typed. */
export const AuthenticatorKey = ({ frame, authenticator: { key, href, qr } }: AuthenticatorKeyProps) => {
  const t = textsOfPage(frame)
  return (
    <div className="id-authenticator">
      {/* Dark on light in both schemes: readers expect it. */}
      <svg className="id-qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={t('mfa.app.qr')} shapeRendering="crispEdges" data-qr=""><path d={qr.path} /></svg>
      <p><a href={href}>{t('mfa.app.open')}</a></p>
      <details className="id-details">
        <summary>{t('mfa.app.type')}</summary>
        <p className="id-help">{t('mfa.app.typeHelp')}</p>
        <p className="id-key"><code dir="ltr" data-key="">{key}</code></p>
        <div className="id-copy">
          <button className="id-link-button" type="button" hidden data-copy={key.replaceAll(' ', '')} suppressHydrationWarning>{t('mfa.app.copy')}</button>
          <span role="status" data-copied={t('mfa.app.copied')} />
        </div>
      </details>
    </div>
  )
}
