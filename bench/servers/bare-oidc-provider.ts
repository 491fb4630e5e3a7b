// The peer: oidc-provider as it comes, with its in-memory adapter, static clients, RS256 JWT access tokens and no password hash.
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import Provider, { interactionPolicy } from 'oidc-provider'

const port = Number(process.argv[2])
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const resource = 'https://api.example.com'
const basePolicy = interactionPolicy.base()
const policy = basePolicy.filter((prompt) => prompt.name === 'login')

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    { client_id: 'machine', client_secret: 'machine-secret-of-the-bench', grant_types: ['client_credentials'], redirect_uris: [], response_types: [] },
    ...['web', 'web-opaque'].map((client_id) => ({
      client_id, token_endpoint_auth_method: 'none' as const, grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: ['http://localhost/callback'], response_types: ['code' as const], scope: 'openid offline_access',
    })),
  ],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: randomUUID() }] },
  scopes: ['openid', 'offline_access'],
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      // userinfo refuses its JWT access tokens, so the client of that measurement gets opaque ones.
      defaultResource: (_ctx, client) => (client.clientId === 'web-opaque' ? [] : resource),
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: 'read openid offline_access', audience: resource, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
    },
    userinfo: { enabled: true },
  },
  interactions: { policy: policy as typeof basePolicy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, email: 'ada@example.com' }) }),
  issueRefreshToken: () => true,
  rotateRefreshToken: () => true,
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client?.clientId, accountId: ctx.oidc.session?.accountId })
    grant.addOIDCScope('openid offline_access')
    grant.addResourceScope(resource, 'read openid offline_access')
    await grant.save()
    return grant
  },
  pkce: { required: () => true },
  cookies: { keys: ['bench'], short: { path: '/' } },
})

const callback = provider.callback()
createServer((req, res) => {
  const url = req.url ?? '/'
  if (!url.startsWith('/interaction/')) { void callback(req, res); return }
  if (req.method === 'GET') { res.setHeader('content-type', 'text/html'); res.end('<form method="post"><input name="login"></form>'); return }
  req.resume().on('end', () => {
    provider.interactionFinished(req, res, { login: { accountId: 'ada' } }).catch((error: unknown) => { res.statusCode = 500; res.end(String(error)) })
  })
}).listen(port, '127.0.0.1', () => console.log('ready'))

process.on('SIGTERM', () => process.exit())
