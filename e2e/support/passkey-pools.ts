import type { SeedPool } from '#src/server/seed/seed-schema.ts'
import type { RelyingParties } from './test-seed.ts'

/** Takes passkeys besides passwords, on the plain sign-in page. */
export const KEYS = { poolId: 'us-east-1_passkeys1', clientId: 'passkeysweb' } as const
/** The same on a host of its own, which is the relying party. */
export const OWN_KEYS = { poolId: 'us-east-1_ownkeys01', clientId: 'ownkeysweb', domain: 'own-keys' } as const
/** Lets people choose: password, code by mail or text message, passkey. */
export const PASSWORDLESS = { poolId: 'us-east-1_nopasswd1', clientId: 'nopasswdweb' } as const

/** Pools whose people sign in by more than passwords; tests make users of their own in them. */
export const passkeyPools = ({ receiver }: RelyingParties): SeedPool[] => {
  const poolOf = ({ poolId, clientId }: { poolId: string; clientId: string }, PoolName: string, factors: ('EMAIL_OTP' | 'SMS_OTP' | 'WEB_AUTHN')[], more: Partial<SeedPool> = {}, choice = false): SeedPool => ({
    Id: poolId, PoolName, UsernameAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false }, AutoVerifiedAttributes: ['email'],
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', ...factors] } }, ...more,
    Clients: [{
      AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email', 'profile'], PreventUserExistenceErrors: 'ENABLED',
      ...(choice ? { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] as const satisfies string[] } : {}),
      ClientId: clientId, ClientName: `${PoolName} application`, CallbackURLs: [`${receiver}/callback`], LogoutURLs: [`${receiver}/`],
    }],
  })
  return [
    poolOf(KEYS, 'Keys', ['WEB_AUTHN']),
    poolOf(OWN_KEYS, 'Own keys', ['WEB_AUTHN'], { Domains: [{ Domain: OWN_KEYS.domain }] }),
    poolOf(PASSWORDLESS, 'Passwordless', ['EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'], { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms' } }, true),
  ]
}
