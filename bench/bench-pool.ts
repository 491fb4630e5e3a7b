import type { Seed } from '#src/server/seed/seed-schema.ts'

/** What every measurement works on. */
export const BENCH = {
  poolId: 'us-east-1_bench0001',
  machine: { id: 'benchmachine', secret: 'benchsecretofthemachineclient' },
  /** Public, code with PKCE, rotating refresh tokens. */
  web: { id: 'benchweb' },
  /** Public, for the AWS API: passwords, SRP, refresh tokens that stay. */
  api: { id: 'benchapi' },
  /** Signs operators' requests. */
  operator: { id: 'PHAKBENCH00000000001', secret: 'benchsecretoftheoperator' },
  redirectUri: 'http://localhost/callback',
  password: 'Correct-horse-1',
  resourceServer: 'https://api.example.com',
} as const

/** As many as any operation has clients: none waits for another's row. */
const USERS = 16
export const userName = (worker: number): string => `user${worker % USERS}@example.com`

export type TriggeredPool = { poolId: string; web: string; machine: string }

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:idle'

/** Pools with triggers: some that no sign-in and no token call, and some that they do. */
export const TRIGGERED = {
  functionName: FUNCTION,
  idle: { poolId: 'us-east-1_bench0002', web: 'benchwebidle', machine: 'benchmachineidle' },
  module: { poolId: 'us-east-1_bench0003', web: 'benchwebmodule', machine: 'benchmachinemodule' },
} as const

type SeedPool = NonNullable<Seed['UserPools']>[number]

const triggeredPool = ({ poolId, web, machine }: TriggeredPool, LambdaConfig: NonNullable<SeedPool['LambdaConfig']>): SeedPool => ({
  Id: poolId, PoolName: 'Bench', UsernameAttributes: ['email'], LambdaConfig,
  ResourceServers: [{ Identifier: BENCH.resourceServer, Name: 'API', Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read' }] }],
  Clients: [
    {
      ClientId: machine, ClientName: 'machine', ClientSecret: BENCH.machine.secret, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: [`${BENCH.resourceServer}/read`],
    },
    {
      ClientId: web, ClientName: 'web', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email'], CallbackURLs: [BENCH.redirectUri],
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    },
  ],
  Users: [{ Username: userName(0), Password: BENCH.password, UserAttributes: { email: userName(0), email_verified: 'true', name: 'User 0' } }],
})

export const benchSeed: Seed = {
  UserPools: [{
    Id: BENCH.poolId,
    PoolName: 'Bench',
    UsernameAttributes: ['email'],
    AutoVerifiedAttributes: ['email'],
    ResourceServers: [{ Identifier: BENCH.resourceServer, Name: 'API', Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read' }] }],
    Clients: [
      {
        ClientId: BENCH.machine.id, ClientName: 'machine', ClientSecret: BENCH.machine.secret, AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: [`${BENCH.resourceServer}/read`],
      },
      {
        ClientId: BENCH.web.id, ClientName: 'web', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email'],
        CallbackURLs: [BENCH.redirectUri], ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
      },
      { ClientId: BENCH.api.id, ClientName: 'api', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
    ],
    Users: Array.from({ length: USERS }, (_, index) => ({
      Username: userName(index), Password: BENCH.password, UserAttributes: { email: userName(index), email_verified: 'true', name: `User ${index}` },
    })),
  }, triggeredPool(TRIGGERED.idle, { PostConfirmation: FUNCTION, UserMigration: FUNCTION }),
  triggeredPool(TRIGGERED.module, { PreAuthentication: FUNCTION, PreTokenGenerationConfig: { LambdaArn: FUNCTION, LambdaVersion: 'V3_0' } })],
}
