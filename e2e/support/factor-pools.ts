import type { SeedPool } from '#src/server/seed/seed-schema.ts'
import type { RelyingParties } from './test-seed.ts'

/** Demands an authenticator of everybody. */
export const DEMANDING = { poolId: 'us-east-1_demands01', clientId: 'demandsweb' } as const
/** Leaves a second factor to its users, and knows them all. */
export const CHOOSING = { poolId: 'us-east-1_chooses01', clientId: 'choosesweb' } as const
/** Demands a second factor of users whose accounts may have no address. */
export const ADDRESSING = { poolId: 'us-east-1_address01', clientId: 'addressweb' } as const
/** Demands an authenticator, and leaves it to its users to have a browser remembered. */
export const REMEMBERING = { poolId: 'us-east-1_remembers1', clientId: 'remembersweb' } as const

const SMS = { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms' } }
const TOTP = { SoftwareTokenMfaConfiguration: { Enabled: true } }

/** Pools with second factors; tests make users of their own in them. */
export const factorPools = ({ receiver }: RelyingParties): SeedPool[] => {
  const poolOf = ({ poolId, clientId }: { poolId: string; clientId: string }, PoolName: string, settings: Partial<SeedPool>): SeedPool => ({
    Id: poolId, PoolName, ...settings,
    Clients: [{
      AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email', 'profile'], PreventUserExistenceErrors: 'ENABLED',
      ClientId: clientId, ClientName: `${PoolName} application`, CallbackURLs: [`${receiver}/callback`], LogoutURLs: [`${receiver}/`],
    }],
  })
  return [
    poolOf(DEMANDING, 'Demanding', { MfaConfiguration: 'ON', ...TOTP }),
    poolOf(REMEMBERING, 'Remembering', { MfaConfiguration: 'ON', ...TOTP, DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true } }),
    poolOf(CHOOSING, 'Choosing', { MfaConfiguration: 'OPTIONAL', ...TOTP, ...SMS, SmsMfaConfiguration: SMS, EmailMfaConfiguration: {} }),
    poolOf(ADDRESSING, 'Addressing', { MfaConfiguration: 'ON', ...TOTP, EmailMfaConfiguration: {} }),
  ]
}
