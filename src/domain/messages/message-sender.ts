import type { BrandAsset } from '#src/domain/branding/brand.ts'
import type { SenderCall } from '#src/domain/triggers/custom-sender.ts'

export type MessageMedium = 'EMAIL' | 'SMS'
/** Messages that a pool's templates or functions may word. */
export type BuiltInPurpose = 'sign-up' | 'resend' | 'forgot-password' | 'verify-attribute' | 'update-attribute' | 'invitation' | 'authentication' | 'security-notice'
/** `account-notice`: what happened to somebody's account (domain/notices). `test`: an operator looks at a message. */
export type MessagePurpose = BuiltInPurpose | 'account-notice' | 'test'

/** A finished message, ready for the outbox. */
export type Message = {
  poolId: string
  clientId: string | null
  userId: string | null
  username: string | null
  medium: MessageMedium
  purpose: MessagePurpose
  to: string
  subject: string | null
  text: string
  html: string | null
  /** Pictures of the pool's look that the HTML names by `cid:` and their hash; they travel with the mail. */
  images?: readonly BrandAsset[] | undefined
  code: string | null
  link: string | null
  /** A function of the pool sends it, instead of the installation. */
  handedTo?: SenderCall | undefined
}

export type MessageSender = {
  /** Stores the message durably; delivery is tried at once and again with back-off. CodeDeliveryFailure only when it cannot be stored. */
  send(message: Message): Promise<void>
}
