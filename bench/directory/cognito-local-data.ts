import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BENCH, userName } from '#bench/bench-pool.ts'
import { WireClient, type Answer } from '#bench/measure/wire-client.ts'
import { expectStatus } from '#bench/operations/code-login.ts'
import type { Workshop } from '#bench/servers/start-servers.ts'

/** What cognito-local has made for us. */
export type LocalPool = { poolId: string; clientId: string }

type Stored = { Users: Record<string, StoredUser> }
type StoredUser = { Username: string; Attributes: { Name: string; Value: string }[] }

/** Lets cognito-local make a pool, a client and the users that sign in, through its API, and copies one of them until there are `users`. */
export async function prepareCognitoLocal(workshop: Workshop, folder: string, users: number): Promise<LocalPool> {
  const server = await workshop.startCognitoLocal(folder)
  const client = new WireClient(server.url)
  const call = async (operation: string, body: object): Promise<Answer> => expectStatus(await client.call(operation, JSON.stringify(body)), 200)
  const pool = JSON.parse((await call('CreateUserPool', { PoolName: 'bench', UsernameAttributes: ['email'] })).text) as { UserPool: { Id: string } }
  const UserPoolId = pool.UserPool.Id
  const made = JSON.parse((await call('CreateUserPoolClient', { UserPoolId, ClientName: 'api' })).text) as { UserPoolClient: { ClientId: string } }
  for (let worker = 0; worker < 16; worker++) {
    await call('AdminCreateUser', { UserPoolId, Username: userName(worker), UserAttributes: [{ Name: 'email', Value: userName(worker) }, { Name: 'email_verified', Value: 'true' }], MessageAction: 'SUPPRESS' })
    await call('AdminSetUserPassword', { UserPoolId, Username: userName(worker), Password: BENCH.password, Permanent: true })
  }
  client.close()
  await server.stop()
  multiplyUsers(join(folder, '.cognito/db'), UserPoolId, users)
  return { poolId: UserPoolId, clientId: made.UserPoolClient.ClientId }
}

function multiplyUsers(folder: string, poolId: string, users: number): void {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, readdirSync(folder).find((name) => name === `${poolId}.json`) ?? `${poolId}.json`)
  const stored = JSON.parse(readFileSync(file, 'utf8')) as Stored
  const [model] = Object.values(stored.Users)
  if (model === undefined) throw new Error('cognito-local has stored no user.')
  for (let number = Object.keys(stored.Users).length; number < users; number++) {
    const sub = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
    const email = `filler${number}@example.com`
    const Attributes = model.Attributes.map(({ Name, Value }) => ({ Name, Value: Name === 'sub' ? sub : Name === 'email' ? email : Value }))
    stored.Users[sub] = { ...model, Username: sub, Attributes }
  }
  writeFileSync(file, JSON.stringify(stored))
}
