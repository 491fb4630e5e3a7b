import { BENCH, userName } from '#bench/bench-pool.ts'
import type { Work } from '#bench/measure/run-round.ts'
import type { Answer, WireClient } from '#bench/measure/wire-client.ts'
import { expectStatus } from '#bench/operations/code-login.ts'
import { signedHeaders } from '#test/aws-api/sign-request.ts'
import { power } from '#src/crypto/srp-group.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

/** Whom the calls are addressed to. */
export type Target = { url: string; poolId: string; clientId: string; signs: boolean }

export type DirectoryOperation = {
  name: string
  /** Whether `contender` takes part: cognito-local has no SRP, the limit server only reads. */
  of: readonly ContenderName[]
  /** Clients at once: eight for what hashes, signs in or writes, 16 for the rest, as of the operations without a directory. */
  concurrency: number
  /** Whether the size of the directory must not show: key look-ups and pages. */
  flat: boolean
  workOf: (clients: readonly WireClient[], target: Target) => Work | Promise<Work>
}

export type ContenderName = 'poolhouse' | 'cognito-local' | 'limit'

type Json = Record<string, unknown>
type Tokens = { AuthenticationResult?: { AccessToken: string; RefreshToken?: string }; ChallengeParameters?: Record<string, string>; Session?: string }

const parsed = (answer: Answer): Json => JSON.parse(expectStatus(answer, 200).text) as Json

/** A call whose bytes are the same each time, and its signature for a minute, where one is asked for. */
function prepared(target: Target, operation: string, body: Json): (client: WireClient) => Promise<Answer> {
  const text = JSON.stringify(body)
  const sign = (at: Date): string => {
    const headers = signedHeaders({ url: target.url, operation, body: text, key: BENCH.operator, region: 'us-east-1', service: 'cognito-idp', at })
    return Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  }
  let [lines, signedAt] = ['', -Infinity]
  return (client) => {
    if (target.signs && performance.now() - signedAt > SIGNATURE_LIFE) [lines, signedAt] = [sign(new Date()), performance.now()]
    return client.call(operation, text, lines)
  }
}
/** Milliseconds; the server believes a signature for five minutes. */
const SIGNATURE_LIFE = 60_000

const repeating = (operation: string, bodyOf: (target: Target, worker: number) => Json): DirectoryOperation['workOf'] => (clients, target) => {
  const calls = clients.map((_, worker) => prepared(target, operation, bodyOf(target, worker)))
  return async (worker) => void expectStatus(await (calls[worker] ?? missing)(clients[worker] as WireClient), 200)
}
const missing = (): never => { throw new Error('There is no such worker.') }

const signIn = async (client: WireClient, { clientId }: Target, worker: number): Promise<Tokens> => parsed(await client.call('InitiateAuth', JSON.stringify({
  AuthFlow: 'USER_PASSWORD_AUTH', ClientId: clientId, AuthParameters: { USERNAME: userName(worker), PASSWORD: BENCH.password },
})))

/** Signs each worker in once; then each repeats a call with what that brought. */
const repeatingSignedIn = (operation: string, bodyOf: (tokens: Tokens, target: Target) => Json): DirectoryOperation['workOf'] => async (clients, target) => {
  const tokens = await Promise.all(clients.map((client, worker) => signIn(client, target, worker)))
  return repeating(operation, (_target, worker) => bodyOf(tokens[worker] ?? {}, target))(clients, target)
}

let signedUp = 0
const signingUp: DirectoryOperation['workOf'] = (clients, { clientId }) => async (worker) => {
  const email = `new${process.pid}-${signedUp++}@example.com`
  const body = JSON.stringify({ ClientId: clientId, Username: email, Password: BENCH.password, UserAttributes: [{ Name: 'email', Value: email }] })
  expectStatus(await (clients[worker] as WireClient).call('SignUp', body), 200)
}

/** Both requests of a sign-in by SRP. The client's arithmetic is not the server's time. */
const provingPasswords: DirectoryOperation['workOf'] = (clients, { clientId, poolId }) => async (worker) => {
  const [client, srp] = [clients[worker] as WireClient, createSrpClient(power)]
  const begun = parsed(await client.call('InitiateAuth', JSON.stringify({
    AuthFlow: 'USER_SRP_AUTH', ClientId: clientId, AuthParameters: { USERNAME: userName(worker), SRP_A: srp.srpA },
  }))) as Tokens
  const ChallengeResponses = srp.answer(begun.ChallengeParameters ?? {}, poolId, BENCH.password)
  expectStatus(await client.call('RespondToAuthChallenge', JSON.stringify({ ChallengeName: 'PASSWORD_VERIFIER', ClientId: clientId, Session: begun.Session, ChallengeResponses })), 200)
}

/** A page in the middle of the directory, always the same one, and a full one in the smallest too. */
const readingDeepPage: DirectoryOperation['workOf'] = async (clients, target) => {
  const list = (PaginationToken: string | undefined) => prepared(target, 'ListUsers', { UserPoolId: target.poolId, Limit: PAGE, PaginationToken })(clients[0] as WireClient)
  const tokens: string[] = []
  for (let page = parsed(await list(undefined)); typeof page.PaginationToken === 'string' && tokens.length < DEEPEST; page = parsed(await list(page.PaginationToken))) tokens.push(page.PaginationToken)
  return repeating('ListUsers', ({ poolId }) => ({ UserPoolId: poolId, Limit: PAGE, PaginationToken: tokens.at(-2) ?? tokens.at(-1) }))(clients, target)
}
const PAGE = 50
/** Pages to go before; half of the largest directory. */
const DEEPEST = 1000

const OURS_AND_PEER = ['poolhouse', 'cognito-local'] as const

export const directoryOperations: readonly DirectoryOperation[] = [
  { name: 'SignUp', concurrency: 8, of: OURS_AND_PEER, flat: false, workOf: signingUp },
  { name: 'InitiateAuth, password', concurrency: 8, of: OURS_AND_PEER, flat: true, workOf: (clients, target) => async (worker) => void (await signIn(clients[worker] as WireClient, target, worker)) },
  { name: 'SRP pair', concurrency: 8, of: ['poolhouse'], flat: true, workOf: provingPasswords },
  {
    name: 'InitiateAuth, refresh', concurrency: 16, of: OURS_AND_PEER, flat: true,
    workOf: repeatingSignedIn('InitiateAuth', ({ AuthenticationResult }, { clientId }) => ({ AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId: clientId, AuthParameters: { REFRESH_TOKEN: AuthenticationResult?.RefreshToken } })),
  },
  { name: 'GetUser', concurrency: 16, of: OURS_AND_PEER, flat: true, workOf: repeatingSignedIn('GetUser', ({ AuthenticationResult }) => ({ AccessToken: AuthenticationResult?.AccessToken })) },
  { name: 'AdminGetUser', concurrency: 16, of: ['poolhouse', 'cognito-local', 'limit'], flat: true, workOf: repeating('AdminGetUser', ({ poolId }, worker) => ({ UserPoolId: poolId, Username: userName(worker) })) },
  { name: 'ListUsers, first page', concurrency: 16, of: ['poolhouse', 'cognito-local', 'limit'], flat: true, workOf: repeating('ListUsers', ({ poolId }) => ({ UserPoolId: poolId, Limit: 60 })) },
  { name: 'ListUsers, page in the middle', concurrency: 16, of: ['poolhouse'], flat: true, workOf: readingDeepPage },
  { name: 'ListUsers, by address', concurrency: 16, of: OURS_AND_PEER, flat: true, workOf: repeating('ListUsers', ({ poolId }, worker) => ({ UserPoolId: poolId, Filter: `email = "${userName(worker)}"` })) },
]
