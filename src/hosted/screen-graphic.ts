import type { HostedView } from '#src/contracts/hosted/hosted-view.ts'
import type { Brand, GraphicPlace } from '#src/domain/branding/brand.ts'
import { pictureOf } from './brand-frame.ts'

/** The view with the picture that its look has for such a screen. */
export const withGraphic = <View extends HostedView>(view: View, brand: Brand): View => {
  const place = graphicPlace(view)
  const picture = place === null ? undefined : brand.graphics[place]
  return picture === undefined ? view : { ...view, frame: { ...view.frame, graphic: pictureOf(view.frame.form.basePath, picture, brand.colorScheme) } }
}

/** What a screen is about: what comes by e-mail or text message, an authenticator app, a password, a passkey. */
const graphicPlace = (view: HostedView): GraphicPlace | null => {
  switch (view.screen) {
    case 'confirm': return view.destination === undefined ? null : view.destination.medium
    case 'sign-in-code': return view.destination.medium
    case 'mfa-code': return FACTORS[view.factor]
    case 'mfa-contact': return view.medium
    case 'mfa-app': return 'authenticator'
    case 'forgot-password':
    case 'reset-password':
    case 'new-password': return 'password'
    case 'add-passkey':
    case 'use-passkey': return 'passkey'
    default: return null
  }
}

const FACTORS = { SOFTWARE_TOKEN_MFA: 'authenticator', EMAIL_OTP: 'email', SMS_MFA: 'sms' } as const satisfies Record<string, GraphicPlace>
