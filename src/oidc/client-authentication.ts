import type { IncomingMessage } from 'node:http'
import { equalInConstantTime } from '#src/crypto/constant-time.ts'
import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { isPublicClient, secretMatches } from '#src/domain/app-clients/read-app-client.ts'
import { OAuthRefusal } from './oauth-error.ts'
import type { Parameters } from './parameters.ts'

/** Credentials of a Basic header, in the forms senders write them: form-encoded (RFC 6749 §2.3.1) and as they are. */
type BasicCredentials = { clientIds: readonly string[]; secrets: readonly string[] }

/**
 * The client that speaks: by Basic header or body, either for any confidential client (Cognito: token endpoint), both at
 * once when they agree (load balancers do that), by `client_id` alone for a public one. Refuses with invalid_client, and
 * invalid_request for a malformed header. Costs no statement.
 */
export async function authenticateClient(clients: Pick<AppClientStore, 'findClient'>, req: IncomingMessage, poolId: string, parameters: Parameters): Promise<AppClient> {
  const basic = req.headers.authorization === undefined ? null : parseBasic(req.headers.authorization)
  const client = await findNamedClient(clients, poolId, basic, parameters.client_id)
  const given = parameters.client_secret
  if (basic === null && given === undefined) {
    if (!isPublicClient(client) || provesItselfByKey(client)) throw refused()
    return client
  }
  if (isPublicClient(client)) throw refused()
  if (basic !== null && given !== undefined && !basic.secrets.some((secret) => equalInConstantTime(secret, given))) throw refused()
  assertMethodAllowed(client, basic !== null, given !== undefined)
  const candidates = basic?.secrets ?? [given ?? '']
  if (!candidates.map((secret) => secretMatches(client, secret)).includes(true)) throw refused()
  return client
}

async function findNamedClient(clients: Pick<AppClientStore, 'findClient'>, poolId: string, basic: BasicCredentials | null, named: string | undefined): Promise<AppClient> {
  if (basic !== null && named !== undefined && !basic.clientIds.includes(named)) {
    throw new OAuthRefusal('invalid_request', 'The client_id of the body and of the Authorization header differ.')
  }
  const clientId = named ?? basic?.clientIds[0]
  if (clientId === undefined) throw refused()
  const client = await clients.findClient(clientId)
  // A client of another pool is as unknown as a made-up one.
  if (client === null || client.poolId !== poolId) throw refused()
  return client
}

/** Such a client sends an assertion with each request (RFC 7523 §2.2), also when it has no secret at all. */
const provesItselfByKey = ({ settings: { Poolhouse } }: AppClient): boolean =>
  Poolhouse.tokenEndpointAuthMethod === 'private_key_jwt' || Poolhouse.tokenEndpointAuthMethod === 'client_secret_jwt'

function assertMethodAllowed({ settings }: AppClient, byHeader: boolean, byBody: boolean): void {
  const method = settings.Poolhouse.tokenEndpointAuthMethod
  if (method === 'any' || (method === 'client_secret_basic' && byHeader) || (method === 'client_secret_post' && byBody)) return
  throw refused()
}

function parseBasic(header: string): BasicCredentials {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header)?.[1]
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 1) throw new OAuthRefusal('invalid_request', 'The Authorization header is not a Basic header with client id and secret.')
  return { clientIds: readings(text.slice(0, colon)), secrets: readings(text.slice(colon + 1)) }
}

/** The text, and what it means form-encoded: client ids and secrets may contain `+`, and few senders encode it. */
function readings(text: string): string[] {
  try {
    const decoded = decodeURIComponent(text.replaceAll('+', ' '))
    return decoded === text ? [text] : [text, decoded]
  } catch {
    return [text] // URIError: not form-encoded at all
  }
}

const refused = (): OAuthRefusal => new OAuthRefusal('invalid_client', 'Client authentication failed.')
