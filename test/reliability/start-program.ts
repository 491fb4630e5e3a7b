import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Seed } from '#src/server/seed/seed-schema.ts'
import type { Application } from '#test/drive/application.ts'
import { CALLBACK } from '#test/drive/application.ts'
import { freePort } from '#test/free-port.ts'
import { createEmbeddedFolder } from '#test/storage/embedded-template.ts'
import { until } from './until.ts'

export const PERSON = { username: 'ada@example.com', password: 'Correct-Horse-9' }
const POOL_ID = 'us-east-1_reliable1'
const CLIENT_ID = 'reliableapp'

const seed: Seed = {
  UserPools: [{
    Id: POOL_ID, PoolName: 'people', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'],
    Clients: [{
      ClientId: CLIENT_ID, ClientName: 'app', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], PreventUserExistenceErrors: 'ENABLED',
      AllowedOAuthScopes: ['openid', 'email', 'aws.cognito.signin.user.admin'], CallbackURLs: [CALLBACK],
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    }],
    Users: [{ Username: PERSON.username, Password: PERSON.password, UserAttributes: { email: PERSON.username, email_verified: 'true' } }],
  }],
}

export type Program = {
  /** Where this very process listens. */
  url: string
  application: Application
  dataDir: string
  pid: number
  output(): string
  /** Resolves with the exit code; null after a kill. */
  exit: Promise<number | null>
  kill(signal: NodeJS.Signals): void
}

export type ProgramOptions = {
  /** Starts again where another one was. */
  again?: Program
  /** A second instance of an installation: its database, keys and public address. */
  beside?: Program
  variables?: Record<string, string>
}

/** Starts the program in a process of its own, seeded with a pool, a client whose refresh tokens rotate, and a person; resolves once it is ready. */
export async function startProgram(t: TestContext, { again, beside, variables = {} }: ProgramOptions = {}): Promise<Program> {
  const port = again === undefined ? await freePort() : Number(new URL(again.url).port)
  const dataDir = again?.dataDir ?? (variables['DATABASE_URL'] === undefined ? await createEmbeddedFolder() : await mkdtemp(join(tmpdir(), 'poolhouse-program-')))
  const url = `http://localhost:${port}`
  const publicUrl = beside?.url ?? url
  await writeFile(join(dataDir, 'seed.json'), JSON.stringify(seed))
  const child = spawn(process.execPath, [join(import.meta.dirname, 'program.ts')], {
    env: {
      NODE_ENV: 'production', PORT: String(port), PUBLIC_URL: publicUrl, MODE: 'development', DATA_DIR: dataDir, SEED: join(dataDir, 'seed.json'), MASTER_KEY,
      ARGON2_MEMORY_KIB: '8', ARGON2_ITERATIONS: '1', TRUST_PROXY: '127.0.0.1/32', LOG_LEVEL: 'warn', ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output += String(chunk) })
  const exit = once(child, 'close').then(([code]) => code as number | null)
  t.after(async () => {
    child.kill('SIGKILL')
    await exit
    if (again === undefined) await rm(dataDir, { recursive: true, force: true })
  })
  await until('the program is ready', async () => {
    if (child.exitCode !== null) throw new Error(`it ended instead: ${output}`)
    return (await statusOf(`${url}/readyz`)) === 200
  })
  return {
    url, dataDir, exit, pid: child.pid ?? 0, output: () => output, kill: (signal) => void child.kill(signal),
    application: { publicUrl, poolId: POOL_ID, clientId: CLIENT_ID, redirectUri: CALLBACK },
  }
}

/** Instances of one installation share it. */
export const MASTER_KEY = Buffer.alloc(32, 5).toString('base64')

/** Status of a GET; 0 when nobody answers. */
export const statusOf = async (url: string): Promise<number> => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(60_000) })
    await answer.arrayBuffer()
    return answer.status
  } catch (error) {
    if (isUnreachable(error)) return 0
    throw error
  }
}

/** Whether a request failed because nobody answered: refused, cut off, too late. */
export const isUnreachable = (error: unknown): boolean => error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')

/** The newest code that was sent to an address. */
export const codeSentTo = async ({ url }: Program, to: string, after = new Date(0)): Promise<string> => {
  const answer = await fetch(`${url}/dev/inbox/latest?${new URLSearchParams({ to, wait: '60000', after: after.toISOString() }).toString()}`)
  const { code } = (await answer.json()) as { code?: string }
  if (code === undefined) throw new Error(`No code for ${to}: ${answer.status}`)
  return code
}
