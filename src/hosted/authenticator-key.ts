import type { QrDrawing } from '#src/contracts/hosted/views/mfa-view.ts'
import { drawQr } from './draw-qr.ts'

/** The key of an authenticator to be, to type, to open and to scan: under the names of its issuer and account (Google Authenticator: Key Uri Format). */
export const authenticatorKey = ({ issuer, account, key }: { issuer: string; account: string; key: string }): { key: string; href: string; qr: QrDrawing } => {
  const label = encodeURIComponent(`${issuer.replaceAll(':', ' ')}:${account}`)
  const href = `otpauth://totp/${label}?${new URLSearchParams({ secret: key, issuer }).toString().replaceAll('+', '%20')}`
  return { key: (key.match(/.{1,4}/g) ?? []).join(' '), href, qr: drawQr(href) }
}
