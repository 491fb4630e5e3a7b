// The limit: hand-written handlers that do only the work an operation cannot do without: one signature a token, one
// statement where something must be read or written, no validation, no logging.
import { createHash, generateKeyPairSync, randomBytes, sign, verify as verifySync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { hash, verify as verifyPassword } from '@node-rs/argon2'
import pg from 'pg'

const [port, databaseUrl] = [Number(process.argv[2]), String(process.argv[3])]
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const kid = randomBytes(8).toString('hex')
const header = Buffer.from(JSON.stringify({ kid, alg: 'RS256' })).toString('base64url')

await pool.query(`
  DROP TABLE IF EXISTS limit_users, limit_refresh CASCADE;
  CREATE TABLE limit_users (id text PRIMARY KEY, email text UNIQUE, hash text, claims jsonb);
  CREATE TABLE limit_refresh (digest text PRIMARY KEY, user_id text REFERENCES limit_users (id), consumed_at timestamptz);
`)
const password = 'Correct-horse-1'
await pool.query('INSERT INTO limit_users VALUES ($1, $2, $3, $4)', ['ada', 'ada@example.com', await hash(password, { memoryCost: 19456, timeCost: 2, parallelism: 1 }), { email: 'ada@example.com' }])

const signToken = (payload: object): Promise<string> => new Promise((resolve, reject) => {
  const body = `${header}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`
  sign('RSA-SHA256', Buffer.from(body), privateKey, (error, signature) => {
    if (error) reject(error)
    else resolve(`${body}.${signature.toString('base64url')}`)
  })
})
const digest = (token: string): string => createHash('sha256').update(token).digest('base64url')
const claims = (sub: string) => { const iat = Math.floor(Date.now() / 1000); return { sub, iss: 'http://limit', iat, exp: iat + 3600, jti: randomBytes(16).toString('hex') } }

const readBody = async (req: IncomingMessage): Promise<URLSearchParams> => {
  let text = ''
  for await (const chunk of req) text += String(chunk)
  return new URLSearchParams(text)
}
const json = (res: ServerResponse, value: unknown): void => {
  const body = JSON.stringify(value)
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
}
const jwks = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid }] })

const issue = async (userId: string): Promise<object> => {
  const refreshToken = randomBytes(32).toString('base64url')
  const [idToken, accessToken] = await Promise.all([signToken({ ...claims(userId), aud: 'web' }), signToken({ ...claims(userId), client_id: 'web' })])
  await pool.query({ name: 'issue', text: 'INSERT INTO limit_refresh (digest, user_id) VALUES ($1, $2)', values: [digest(refreshToken), userId] })
  return { id_token: idToken, access_token: accessToken, refresh_token: refreshToken, token_type: 'Bearer', expires_in: 3600 }
}

const ROTATE = {
  name: 'rotate',
  text: `WITH spent AS (UPDATE limit_refresh SET consumed_at = now() WHERE digest = $1 AND consumed_at IS NULL RETURNING user_id),
           fresh AS (INSERT INTO limit_refresh (digest, user_id) SELECT $2, user_id FROM spent)
         SELECT u.id, u.claims FROM spent JOIN limit_users u ON u.id = spent.user_id`,
}

const handlers: Record<string, (req: IncomingMessage, res: ServerResponse) => Promise<void>> = {
  '/jwks': async (_req, res) => { res.writeHead(200, { 'content-type': 'application/json', 'content-length': jwks.length }).end(jwks) },
  '/client-credentials': async (req, res) => { await readBody(req); json(res, { access_token: await signToken(claims('machine')), token_type: 'Bearer', expires_in: 3600 }) },
  '/refresh': async (req, res) => {
    const body = await readBody(req)
    const successor = randomBytes(32).toString('base64url')
    const { rows } = await pool.query<{ id: string }>({ ...ROTATE, values: [digest(body.get('refresh_token') ?? ''), digest(successor)] })
    const user = rows[0]
    if (!user) { res.writeHead(400).end(); return }
    const [idToken, accessToken] = await Promise.all([signToken({ ...claims(user.id), aud: 'web' }), signToken({ ...claims(user.id), client_id: 'web' })])
    json(res, { id_token: idToken, access_token: accessToken, refresh_token: successor, token_type: 'Bearer', expires_in: 3600 })
  },
  '/sign-in': async (req, res) => {
    const body = await readBody(req)
    const { rows } = await pool.query<{ id: string; hash: string }>({ name: 'user', text: 'SELECT id, hash, claims FROM limit_users WHERE email = $1', values: [body.get('username')] })
    const user = rows[0]
    if (!user || (body.get('hash') !== 'off' && !(await verifyPassword(user.hash, body.get('password') ?? '')))) { res.writeHead(400).end(); return }
    json(res, await issue(user.id))
  },
  '/userinfo': async (req, res) => {
    const token = String(req.headers.authorization).slice(7)
    const dot = token.lastIndexOf('.')
    if (!verifySync('RSA-SHA256', Buffer.from(token.slice(0, dot)), publicKey, Buffer.from(token.slice(dot + 1), 'base64url'))) { res.writeHead(401).end(); return }
    const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }
    const { rows } = await pool.query({ name: 'info', text: 'SELECT id, claims FROM limit_users WHERE id = $1', values: [sub] })
    json(res, rows[0])
  },
}

createServer((req, res) => {
  const handler = handlers[(req.url ?? '').split('?')[0] ?? '']
  if (handler === undefined) { res.writeHead(404).end(); return }
  handler(req, res).catch((error: unknown) => { res.writeHead(500).end(String(error)) })
}).listen(port, '127.0.0.1', () => console.log('ready'))
