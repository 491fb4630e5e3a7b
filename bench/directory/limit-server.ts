// The limit of the AWS wire's reads: one named statement and one answer, nothing else.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import pg from 'pg'

const [port, databaseUrl, poolId] = [Number(process.argv[2]), String(process.argv[3]), String(process.argv[4])]
const database = new pg.Pool({ connectionString: databaseUrl, max: 10 })

const BY_NAME = { name: 'by_name', text: 'SELECT u.id, u.username, u.status, u.enabled, u.attributes, u.created_at, u.updated_at FROM user_names n JOIN users u ON u.id = n.user_id WHERE n.pool_id = $1 AND n.name = $2' }
const PAGE = { name: 'page', text: 'SELECT id, username, status, enabled, attributes, created_at, updated_at FROM users WHERE pool_id = $1 AND id > $2 ORDER BY id LIMIT 61' }

type Row = { id: string; username: string; status: string; enabled: boolean; attributes: Record<string, string>; created_at: Date; updated_at: Date }

const shape = (row: Row) => ({
  Username: row.username, Attributes: [{ Name: 'sub', Value: row.id }, ...Object.entries(row.attributes).map(([Name, Value]) => ({ Name, Value }))],
  UserCreateDate: row.created_at.getTime() / 1000, UserLastModifiedDate: row.updated_at.getTime() / 1000, Enabled: row.enabled, UserStatus: row.status,
})

const handlers: Record<string, (body: { Username?: string; after?: string }) => Promise<object>> = {
  AdminGetUser: async ({ Username }) => {
    const { rows: [row] } = await database.query<Row>({ ...BY_NAME, values: [poolId, Username] })
    return row === undefined ? {} : shape(row)
  },
  ListUsers: async ({ after }) => {
    const { rows } = await database.query<Row>({ ...PAGE, values: [poolId, after ?? '00000000-0000-0000-0000-000000000000'] })
    return { Users: rows.slice(0, 60).map(shape), PaginationToken: rows[60] === undefined ? undefined : rows[59]?.id }
  },
}

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  let text = ''
  for await (const chunk of req) text += String(chunk)
  const operation = String(req.headers['x-amz-target']).split('.')[1] ?? ''
  const body = Buffer.from(JSON.stringify(await handlers[operation]?.(JSON.parse(text === '' ? '{}' : text) as object) ?? {}))
  res.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': body.length }).end(body)
}

createServer({ keepAliveTimeout: 65_000 }, (req, res) => {
  answer(req, res).catch((error: unknown) => { res.writeHead(500).end(String(error)) })
}).listen(port, '127.0.0.1')
