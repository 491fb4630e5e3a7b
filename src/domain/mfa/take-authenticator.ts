import { requireWayIn } from '#src/domain/sign-in/ways-in.ts'
import { changeOwnFactor, type ChangeOwnFactorDeps } from './change-own-factor.ts'
import { verifySoftwareToken, type VerifySoftwareTokenDeps, type VerifySoftwareTokenInput } from './verify-software-token.ts'

/**
 * A person takes an authenticator into use by its first code, and switches it on, as by VerifySoftwareToken and SetUserMFAPreference.
 * NotAuthorized before anything happens where nothing would be left to sign in by; else as these.
 */
export const takeAuthenticator = async (deps: VerifySoftwareTokenDeps & ChangeOwnFactorDeps, input: VerifySoftwareTokenInput): Promise<void> => {
  const { pool, user } = input
  const passkey = (await deps.passkeys.passkeysOfUser(user.id)).length > 0
  const enabled = [...new Set([...user.mfa.enabled, 'SOFTWARE_TOKEN_MFA' as const])]
  requireWayIn(pool, { user, passkey }, { user: { ...user, mfa: { ...user.mfa, enabled } }, passkey })
  await verifySoftwareToken(deps, input)
  await changeOwnFactor(deps, { pool, user, factor: 'SOFTWARE_TOKEN_MFA', change: 'on' })
}
