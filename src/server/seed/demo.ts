import { redirectUrlProblem } from '#src/domain/app-clients/redirect-url.ts'
import type { Seed, SeedClient, SeedPool } from './seed-schema.ts'

/** Names of the demo: known to everybody, therefore refused in production. */
export const DEMO = {
  poolName: 'demo00001',
  domain: 'demo',
  /** A public client, e.g. for a single-page application on a development server. */
  spaClientId: 'demospa',
  /** The confidential client of the application at `/demo`. */
  webClientId: 'demoweb',
  webClientSecret: 'demosecretknowntoeverybody',
  /** A program that signs in as itself. */
  machineClientId: 'demomachine',
  machineClientSecret: 'demomachinesecretknowntoeverybody',
  resourceServer: 'https://api.example.com',
  user: { username: 'ada@example.com', password: 'Lovelace-1815' },
} as const

/** `<region>_demo00001`. */
export const demoPoolId = (region: string): string => `${region}_${DEMO.poolName}`

const SPA_ORIGINS = ['http://localhost:5173', 'http://localhost:4200', 'http://localhost:8080']

/** A pool to try everything with: sign-in by e-mail address, open sign-up, three clients, an API and a user. */
export const demoSeed = (options: { region: string; publicUrl: string }): Seed => ({
  UserPools: [{
    Id: demoPoolId(options.region),
    PoolName: 'Demo',
    UsernameAttributes: ['email'],
    UsernameConfiguration: { CaseSensitive: false },
    AutoVerifiedAttributes: ['email'],
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }] },
    Domains: [{ Domain: DEMO.domain, ManagedLoginVersion: 2 }],
    ResourceServers: [{
      Identifier: DEMO.resourceServer,
      Name: 'Demo API',
      Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read everything' }, { ScopeName: 'write', ScopeDescription: 'Change everything' }],
    }],
    Clients: [spaClient(options.publicUrl), webClient(options.publicUrl), machineClient],
    Groups: [{ GroupName: 'admins', Description: 'People who may change everything', Precedence: 1 }],
    Users: [demoUser],
  }],
})

const interactive = {
  ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin', `${DEMO.resourceServer}/read`],
  PreventUserExistenceErrors: 'ENABLED',
} satisfies Partial<SeedClient>

const spaClient = (publicUrl: string): SeedClient => ({
  ...interactive,
  ClientId: DEMO.spaClientId,
  ClientName: 'Demo single-page application',
  CallbackURLs: registrable(publicUrl, [...SPA_ORIGINS.flatMap((origin) => [origin, `${origin}/`, `${origin}/callback`]), `${publicUrl}/`]),
  LogoutURLs: registrable(publicUrl, [...SPA_ORIGINS.flatMap((origin) => [origin, `${origin}/`]), `${publicUrl}/`]),
  Poolhouse: { pkceRequired: true },
})

const webClient = (publicUrl: string): SeedClient => ({
  ...interactive,
  ClientId: DEMO.webClientId,
  ClientName: 'Demo web application',
  ClientSecret: DEMO.webClientSecret,
  CallbackURLs: registrable(publicUrl, [`${publicUrl}/demo/api/auth/callback/poolhouse`, 'http://localhost:3000/demo/api/auth/callback/poolhouse']),
  LogoutURLs: registrable(publicUrl, [`${publicUrl}/demo`, 'http://localhost:3000/demo']),
  Poolhouse: { initiateLoginUri: `${publicUrl}/demo` },
})

const machineClient: SeedClient = {
  ClientId: DEMO.machineClientId,
  ClientName: 'Demo machine',
  ClientSecret: DEMO.machineClientSecret,
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['client_credentials'],
  AllowedOAuthScopes: [`${DEMO.resourceServer}/read`, `${DEMO.resourceServer}/write`],
}

const demoUser: NonNullable<SeedPool['Users']>[number] = {
  Username: DEMO.user.username,
  Password: DEMO.user.password,
  UserAttributes: { email: DEMO.user.username, email_verified: 'true', name: 'Ada Lovelace', given_name: 'Ada', family_name: 'Lovelace' },
  Groups: ['admins'],
}

/** Each address once; those of a development instance that is reached by plain http from other machines cannot be registered. */
const registrable = (publicUrl: string, urls: readonly string[]): string[] =>
  [...new Set(urls)].filter((url) => !url.startsWith(publicUrl) || redirectUrlProblem(url) === null)
