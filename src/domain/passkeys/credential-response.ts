import { z } from 'zod'
import { text } from '#src/domain/constraint.ts'

/** Base64url of at most `bytes` bytes. */
const base64url = (bytes: number) => text({ min: 1, max: Math.ceil((bytes * 4) / 3), pattern: '[A-Za-z0-9_-]+' })

const envelope = {
  // WebAuthn §4, credential id: at most 1023 bytes.
  id: base64url(1023),
  rawId: base64url(1023),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
}
const clientDataJSON = base64url(4096)

/** RegistrationResponseJSON (WebAuthn §5.1); what else it brings is left alone. */
export const registrationResponse = z.object({
  ...envelope,
  response: z.object({
    clientDataJSON,
    attestationObject: base64url(65_536),
    transports: z.array(text({ min: 1, max: 32, pattern: '[a-z0-9-]+' })).max(10).nullish(),
  }),
})
export type RegistrationResponse = z.output<typeof registrationResponse>

/** AuthenticationResponseJSON (WebAuthn §5.1). */
export const authenticationResponse = z.object({
  ...envelope,
  response: z.object({ clientDataJSON, authenticatorData: base64url(4096), signature: base64url(1024), userHandle: base64url(64).nullish() }),
})
export type AuthenticationResponse = z.output<typeof authenticationResponse>

/** Which passkey an answer, as text, is of; null when it is none. */
export const credentialIdOf = (credential: string): string | null => authenticationResponse.safeParse(parseJson(credential)).data?.id ?? null

const clientData = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.boolean().optional(),
  topOrigin: z.string().optional(),
})
export type ClientData = z.output<typeof clientData>

/** What the browser says of the ceremony (WebAuthn §5.8.1, CollectedClientData); null when it cannot be read. */
export const readClientData = (encoded: string): ClientData | null => {
  const parsed = clientData.safeParse(parseJson(Buffer.from(encoded, 'base64url').toString('utf8')))
  return parsed.success ? parsed.data : null
}

/** The value of a JSON text; undefined when it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // SyntaxError
  }
}

/** What a passkey calls its user (WebAuthn §5.4.3, user handle). */
export const userHandleOf = (userId: string): string => Buffer.from(userId, 'utf8').toString('base64url')
