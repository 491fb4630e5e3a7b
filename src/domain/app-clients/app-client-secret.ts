import type { Random } from '#src/crypto/random.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import type { Clock } from '#src/domain/clock.ts'
import { text } from '#src/domain/constraint.ts'
import type { AppClientSecret } from './app-client.ts'

/** A secret as callers may choose it (Cognito: ClientSecretType). */
export const clientSecret = text({ min: 24, max: 64, pattern: '[\\w+]+' })

/** Bits enough that the plain digest of it may be stored: 51 characters of 36. */
export const generateClientSecret = (random: Random): string => random.lowercaseAlphanumeric(51)

/** A secret for storing, named `<client id>--<epoch in milliseconds>`. */
export const newAppClientSecret = (deps: { clock: Clock }, clientId: string, value: string): Omit<AppClientSecret, 'slot'> => {
  const now = deps.clock.now()
  return { id: `${clientId}--${now.getTime()}`, value, digest: digestToken(value), createdAt: now }
}
