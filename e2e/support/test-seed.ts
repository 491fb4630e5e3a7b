import { factorPools } from './factor-pools.ts'
import { passkeyPools } from './passkey-pools.ts'
import type { Seed, SeedClient, SeedPool } from '#src/server/seed/seed-schema.ts'

/** Where the relying parties of the tests listen. */
export type RelyingParties = { readonly receiver: string; readonly loadBalancer: string }

export const LINKS = { poolId: 'us-east-1_links0001', clientId: 'linksweb' } as const
export const NAMES = { poolId: 'us-east-1_names0001', clientId: 'namesweb', secretClientId: 'namesconfidential', secret: 'namesconfidentialsecret01' } as const
export const BALANCED = { poolId: 'us-east-1_balanced1', clientId: 'balanced', secret: 'balancedsecret0000000001', user: 'ada@example.com', password: 'Lovelace-1815' } as const
/** A pool with a person in it, whose client keeps no state in the browser. */
export const TABS = { poolId: 'us-east-1_tabs00001', clientId: 'tabsweb', user: 'ada@example.com', password: 'Lovelace-1815' } as const
export const DEMO_POOL_ID = 'us-east-1_demo00001'

/** The temporary password of every user who must choose another one. */
export const TEMPORARY_PASSWORD = 'Temporary-1906'
/** Users with a temporary password; a test takes the one that it names. */
export const temporaryUser = (name: string): string => `grace-${name}`
const TEMPORARY_USERS = ['with-script', 'without-script', 'accessible'].map(temporaryUser)

/** Pools whose settings the demo does not have. */
export const testSeed = (parties: RelyingParties): Seed => ({
  UserPools: [linksPool(parties), namesPool(parties), tabsPool(parties), balancedPool(parties), ...factorPools(parties), ...passkeyPools(parties)],
})

const interactive = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email', 'profile'],
  PreventUserExistenceErrors: 'ENABLED',
} satisfies Partial<SeedClient>

const emailAsUsername = { UsernameAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false }, AutoVerifiedAttributes: ['email'] } satisfies Partial<SeedPool>

/** Accounts are confirmed by a link. */
const linksPool = ({ receiver }: RelyingParties): SeedPool => ({
  ...emailAsUsername,
  Id: LINKS.poolId,
  PoolName: 'Links',
  VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' },
  Domains: [{ Domain: 'links' }],
  Clients: [{ ...interactive, ClientId: LINKS.clientId, ClientName: 'Links application', CallbackURLs: [`${receiver}/callback`], LogoutURLs: [`${receiver}/`] }],
})

/** User names are names; people must say who they are, and some were invited. */
const namesPool = ({ receiver }: RelyingParties): SeedPool => ({
  Id: NAMES.poolId,
  PoolName: 'Names',
  AutoVerifiedAttributes: ['email'],
  Schema: [{ Name: 'email', Required: true }, { Name: 'given_name', Required: true }, { Name: 'birthdate', Required: true }],
  Clients: [
    { ...interactive, ClientId: NAMES.clientId, ClientName: 'Names application', CallbackURLs: [`${receiver}/callback`], LogoutURLs: [`${receiver}/`], Poolhouse: { initiateLoginUri: `${receiver}/start` } },
    { ...interactive, ClientId: NAMES.secretClientId, ClientName: 'Names with a secret', ClientSecret: NAMES.secret, CallbackURLs: [`${receiver}/callback`] },
  ],
  Users: TEMPORARY_USERS.map((Username) => ({
    Username, Password: TEMPORARY_PASSWORD, UserStatus: 'FORCE_CHANGE_PASSWORD' as const, UserAttributes: { email: `${Username}@example.com`, email_verified: 'true' },
  })),
})

/** The application behind a load balancer. */
const balancedPool = ({ loadBalancer }: RelyingParties): SeedPool => ({
  ...emailAsUsername,
  Id: BALANCED.poolId,
  PoolName: 'Balanced',
  Clients: [{ ...interactive, ClientId: BALANCED.clientId, ClientName: 'Application behind a load balancer', ClientSecret: BALANCED.secret, CallbackURLs: [`${loadBalancer}/oauth2/idpresponse`], LogoutURLs: [`${loadBalancer}/welcome`] }],
  Users: [{ Username: BALANCED.user, Password: BALANCED.password, UserAttributes: { email: BALANCED.user, email_verified: 'true' } }],
})

const tabsPool = ({ receiver }: RelyingParties): SeedPool => ({
  ...emailAsUsername,
  Id: TABS.poolId,
  PoolName: 'Tabs',
  Domains: [{ Domain: 'tabs' }],
  Clients: [{ ...interactive, ClientId: TABS.clientId, ClientName: 'Tabs application', CallbackURLs: [`${receiver}/callback`], LogoutURLs: [`${receiver}/`], Poolhouse: { deviceFlow: true } }],
  Users: [{ Username: TABS.user, Password: TABS.password, UserAttributes: { email: TABS.user, email_verified: 'true' } }],
})
