// The limit: hand-written handlers that do only the work an operation cannot do without: one signature a token, one
// statement where something must be read or written, no validation, no logging.
import { createHash, generateKeyPairSync, randomBytes, sign, verify as verifySync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { hash, verify as verifyPassword } from '@node-rs/argon2'
import pg from 'pg'

const [port, databaseUrl] = [Number(process.argv[2]), String(process.argv[3])]
const database = new pg.Pool({ connectionString: databaseUrl, max: 10 })
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const kid = randomBytes(8).toString('hex')
const header = Buffer.from(JSON.stringify({ kid, alg: 'RS256' })).toString('base64url')

await database.query(`
  CREATE TABLE limit_users (id text PRIMARY KEY, email text UNIQUE, hash text, claims jsonb);
  CREATE TABLE limit_codes (digest text PRIMARY KEY, user_id text);
  CREATE TABLE limit_refresh (digest text PRIMARY KEY, user_id text REFERENCES limit_users (id), consumed_at timestamptz);
`)
const passwordHash = await hash('Correct-horse-1', { memoryCost: 19456, timeCost: 2, parallelism: 1 })
await database.query('INSERT INTO limit_users VALUES ($1, $2, $3, $4)', ['ada', 'ada@example.com', passwordHash, { email: 'ada@example.com' }])

const FIND_USER = { name: 'user', text: 'SELECT id, hash, claims FROM limit_users WHERE email = $1' }
const USER_INFO = { name: 'info', text: 'SELECT id, claims FROM limit_users WHERE id = $1' }
const ADD_CODE = { name: 'code', text: 'INSERT INTO limit_codes (digest, user_id) VALUES ($1, $2)' }
const ADD_REFRESH = { name: 'issue', text: 'INSERT INTO limit_refresh (digest, user_id) VALUES ($1, $2)' }
const SPEND_CODE = {
  name: 'spend',
  text: `WITH spent AS (DELETE FROM limit_codes WHERE digest = $1 RETURNING user_id),
           fresh AS (INSERT INTO limit_refresh (digest, user_id) SELECT $2, user_id FROM spent)
         SELECT u.id, u.claims FROM spent JOIN limit_users u ON u.id = spent.user_id`,
}
const ROTATE = {
  name: 'rotate',
  text: `WITH spent AS (UPDATE limit_refresh SET consumed_at = now() WHERE digest = $1 AND consumed_at IS NULL RETURNING user_id),
           fresh AS (INSERT INTO limit_refresh (digest, user_id) SELECT $2, user_id FROM spent)
         SELECT u.id, u.claims FROM spent JOIN limit_users u ON u.id = spent.user_id`,
}

const signToken = (payload: object): Promise<string> => new Promise((resolve, reject) => {
  const body = `${header}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`
  sign('RSA-SHA256', Buffer.from(body), privateKey, (error, signature) => {
    if (error) reject(error)
    else resolve(`${body}.${signature.toString('base64url')}`)
  })
})
const digest = (token: string): string => createHash('sha256').update(token).digest('base64url')
const newToken = (): string => randomBytes(32).toString('base64url')
const claims = (sub: string) => {
  const iat = Math.floor(Date.now() / 1000)
  return { sub, iss: 'http://limit', iat, exp: iat + 3600, jti: randomBytes(16).toString('hex') }
}

async function tokensOf(userId: string, refreshToken: string): Promise<object> {
  const [idToken, accessToken] = await Promise.all([signToken({ ...claims(userId), aud: 'web' }), signToken({ ...claims(userId), client_id: 'web' })])
  return { id_token: idToken, access_token: accessToken, refresh_token: refreshToken, token_type: 'Bearer', expires_in: 3600 }
}

/** One statement spends the old token or code and stores the new token. */
async function exchange(statement: { name: string; text: string }, spent: string | null): Promise<object> {
  const successor = newToken()
  const { rows } = await database.query<{ id: string }>({ ...statement, values: [digest(spent ?? ''), digest(successor)] })
  if (rows[0] === undefined) throw new Error('It was spent before.')
  return tokensOf(rows[0].id, successor)
}

async function findUser(body: URLSearchParams): Promise<{ id: string; hash: string }> {
  const { rows } = await database.query<{ id: string; hash: string }>({ ...FIND_USER, values: [body.get('username')] })
  if (rows[0] === undefined) throw new Error('There is no such user.')
  return rows[0]
}

async function readBody(req: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of req) text += String(chunk)
  return new URLSearchParams(text)
}
function send(res: ServerResponse, type: string, body: string): void {
  res.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body)
}
const json = (res: ServerResponse, value: unknown): void => send(res, 'application/json', JSON.stringify(value))
const redirect = (res: ServerResponse, location: string): void => void res.writeHead(302, { location, 'content-length': 0 }).end()
async function redirectWithCode(res: ServerResponse): Promise<void> {
  const code = newToken()
  await database.query({ ...ADD_CODE, values: [digest(code), 'ada'] })
  redirect(res, `http://localhost/callback?code=${code}`)
}

const jwks = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid }] })
const page = `<!doctype html><title>Sign in</title><form method="post" action="/login"><input name="username"><input name="password" type="password"><button>Sign in</button></form>${' '.repeat(1000)}`

const handlers: Record<string, (req: IncomingMessage, res: ServerResponse) => Promise<void> | void> = {
  'GET /jwks': (_req, res) => send(res, 'application/json', jwks),
  'POST /client-credentials': async (req, res) => {
    await readBody(req)
    json(res, { access_token: await signToken(claims('machine')), token_type: 'Bearer', expires_in: 3600 })
  },
  'POST /refresh': async (req, res) => json(res, await exchange(ROTATE, (await readBody(req)).get('refresh_token'))),
  'GET /authorize': (_req, res) => redirect(res, `/login?uid=${newToken()}`),
  'GET /authorize-again': (_req, res) => redirectWithCode(res),
  'GET /login': (_req, res) => send(res, 'text/html', page),
  'POST /login': async (req, res) => {
    await findUser(await readBody(req))
    redirect(res, '/resume')
  },
  'GET /resume': (_req, res) => redirectWithCode(res),
  'POST /token': async (req, res) => json(res, await exchange(SPEND_CODE, (await readBody(req)).get('code'))),
  'POST /sign-in': async (req, res) => {
    const body = await readBody(req)
    const user = await findUser(body)
    if (body.get('hash') === 'on' && !(await verifyPassword(user.hash, body.get('password') ?? ''))) throw new Error('The password is wrong.')
    const refreshToken = newToken()
    await database.query({ ...ADD_REFRESH, values: [digest(refreshToken), user.id] })
    json(res, await tokensOf(user.id, refreshToken))
  },
  'POST /hash': async (req, res) => json(res, await verifyPassword(passwordHash, (await readBody(req)).get('password') ?? '')),
  'GET /userinfo': async (req, res) => {
    const token = String(req.headers.authorization).slice(7)
    const dot = token.lastIndexOf('.')
    if (!verifySync('RSA-SHA256', Buffer.from(token.slice(0, dot)), publicKey, Buffer.from(token.slice(dot + 1), 'base64url'))) throw new Error('Another signature.')
    const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }
    const { rows } = await database.query({ ...USER_INFO, values: [sub] })
    json(res, rows[0])
  },
}

createServer({ keepAliveTimeout: 65_000 }, (req, res) => {
  const handler = handlers[`${req.method} ${(req.url ?? '').split('?')[0]}`]
  if (handler === undefined) { res.writeHead(404).end(); return }
  Promise.resolve(handler(req, res)).catch((error: unknown) => { res.writeHead(500).end(String(error)) })
}).listen(port, '127.0.0.1')
