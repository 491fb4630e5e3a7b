import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { MessageMedium } from './message-sender.ts'

/** Where a code went, told without giving the address away (Cognito: CodeDeliveryDetailsType). */
export type CodeDelivery = { destination: string; medium: MessageMedium; attribute: 'email' | 'phone_number' }

/** `f***@e***` for an address, `+*******1234` for a number, as Cognito answers. */
export const maskDestination = (attribute: 'email' | 'phone_number', value: string): string => {
  if (attribute === 'phone_number') return `+*******${value.slice(-4)}`
  return `${firstCharacter(value)}***@${firstCharacter(value.slice(value.lastIndexOf('@') + 1))}***`
}

/** The delivery of a code to a contact, ready for an answer. */
export const deliveryTo = (attribute: 'email' | 'phone_number', value: string): CodeDelivery => ({
  destination: maskDestination(attribute, value), medium: attribute === 'email' ? 'EMAIL' : 'SMS', attribute,
})

/** A destination for a user who does not exist: invented, the same each time (Cognito: managing user existence error responses). */
export const inventDelivery = (keyedHash: Pick<KeyedHash, 'sign'>, attribute: 'email' | 'phone_number', subject: string): CodeDelivery => {
  const bytes = Buffer.from(keyedHash.sign('invented-destination', subject), 'base64url')
  if (attribute === 'phone_number') return deliveryTo(attribute, `+${String(bytes.readUInt32BE(0) % 10_000).padStart(4, '0')}`)
  const letter = (at: number) => String.fromCharCode(97 + (bytes.readUInt16BE(at) % 26))
  return deliveryTo(attribute, `${letter(0)}@${letter(2)}`)
}

const firstCharacter = (text: string): string => [...text][0] ?? '*'
