import { z } from 'zod'
import { appClientSettingsSchema } from '#src/domain/app-clients/app-client-settings.ts'
import { clientSecret } from '#src/domain/app-clients/app-client-secret.ts'
import { appClientName } from '#src/domain/app-clients/create-user-pool-client.ts'
import { clientId, poolId, text } from '#src/domain/constraint.ts'
import { groupRequest } from '#src/domain/groups/group-request.ts'
import { resourceServerRequest } from '#src/domain/resource-servers/resource-server-request.ts'
import { userPoolName } from '#src/domain/user-pools/create-user-pool.ts'
import { userPoolDomainRequest } from '#src/domain/user-pools/user-pool-domain.ts'
import { userPoolSettingsSchema } from '#src/domain/user-pools/user-pool-settings.ts'

/** A design document, or the path of one, from the seed file's folder. */
const branding = z.union([z.string(), z.looseObject({})]).exactOptional()

const client = appClientSettingsSchema.extend({
  ClientId: clientId,
  ClientName: appClientName,
  ClientSecret: clientSecret.exactOptional(),
  Branding: branding,
}).strict()

const user = z.strictObject({
  Username: text({ min: 1, max: 128 }),
  Password: text({ min: 1, max: 256 }),
  /** FORCE_CHANGE_PASSWORD: the password is temporary. */
  UserStatus: z.enum(['CONFIRMED', 'FORCE_CHANGE_PASSWORD']).default('CONFIRMED'),
  UserAttributes: z.record(text({ min: 1, max: 32 }), text({ max: 2048 })).default({}),
  Groups: z.array(text({ min: 1, max: 128 })).default([]),
})

const pool = userPoolSettingsSchema.extend({
  Id: poolId,
  PoolName: userPoolName,
  Branding: branding,
  Domains: z.array(userPoolDomainRequest.strict()).max(2).default([]),
  ResourceServers: z.array(resourceServerRequest.strict()).default([]),
  Clients: z.array(client).default([]),
  Groups: z.array(groupRequest.strict()).default([]),
  Users: z.array(user).default([]),
}).strict()

/** A seed: pools and what is in them, in Cognito's member names. Every pool and client has a fixed id. */
export const seedSchema = z.strictObject({ UserPools: z.array(pool) })

/** As written: only what is declared. */
export type Seed = z.input<typeof seedSchema>
export type SeedPool = Seed['UserPools'][number]
export type SeedClient = NonNullable<SeedPool['Clients']>[number]
export type SeedUser = NonNullable<SeedPool['Users']>[number]
