import { decodeBase32 } from '#src/crypto/base32.ts'
import { hotp, timeStep } from '#src/crypto/totp.ts'

/** An authenticator that was told the address in a QR code. */
export const authenticatorOf = (uri: string) => {
  const seed = decodeBase32(new URL(uri).searchParams.get('secret') ?? '')
  return {
    /** The code that it shows, `steps` time steps from now. */
    code: (steps = 0): string => hotp(seed, timeStep(new Date()) + steps),
    /** One that is right now nowhere near. */
    wrongCode(): string {
      const near = [-2, -1, 0, 1, 2].map((steps) => this.code(steps))
      return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? ''
    },
  }
}
