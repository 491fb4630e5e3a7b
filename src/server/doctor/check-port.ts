import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Config } from '#src/config/config.ts'
import { seconds } from '#src/contracts/duration.ts'
import { note, ok, problem, type Finding } from './finding.ts'

/** Whether this program could listen, or does already. */
export async function checkPort({ listen: { host, port } }: Pick<Config, 'listen'>, variable: 'PORT' | 'HTTPS_PORT' = 'PORT'): Promise<Finding> {
  const server = createServer()
  try {
    server.listen({ host, port })
    await once(server, 'listening')
    server.close()
    return ok(`Port ${port} on ${host} is free.`)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code !== 'EADDRINUSE') return problem(`Nothing can listen on ${host}, port ${port} (${code ?? 'unknown reason'}).`, `Correct HOST, or set ${variable} to one above 1023.`)
    if (await answersAsPoolhouse(host, port)) return note(`Poolhouse itself is running on port ${port}.`)
    return problem(`Port ${port} on ${host} is in use by another program.`, `Stop it, or set ${variable} to another one.`)
  }
}

async function answersAsPoolhouse(host: string, port: number): Promise<boolean> {
  const address = host === '0.0.0.0' ? '127.0.0.1' : host.includes(':') ? `[${host === '::' ? '::1' : host}]` : host
  try {
    const answer = await fetch(`http://${address}:${port}/healthz`, { signal: AbortSignal.timeout(seconds(2)) })
    return answer.ok && answer.headers.has('x-amzn-requestid')
  } catch {
    return false // it speaks another protocol, or does not speak
  }
}
