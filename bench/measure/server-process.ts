import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { memoryOf, processorTimeOf } from './processor-time.ts'
import { WireClient } from './wire-client.ts'

/** A server under measurement, in a process of its own. */
export type ServerProcess = {
  url: string
  /** Processor time so far, microseconds, threads included. */
  processorTime(): number
  /** Resident memory, bytes. */
  memory(): number
  /** Database statements so far; 0 for servers that do not count. */
  statements(): Promise<number>
  stop(): Promise<void>
}

/** `engineOptions`: of Node, before the script's name. */
export type ServerProgram = { script: string; engineOptions?: readonly string[]; args?: string[]; env?: Record<string, string>; counts?: boolean; profileInto?: string | null; folder?: string }

/** Starts a program with this Node and waits until `path` answers. What it prints goes nowhere, at the price of a real log. */
export async function startServer(program: ServerProgram, port: number, path: string): Promise<ServerProcess> {
  const profiling = program.profileInto == null ? [] : ['--cpu-prof', `--cpu-prof-dir=${program.profileInto}`]
  const child = spawn(process.execPath, [...profiling, ...(program.engineOptions ?? []), program.script, ...(program.args ?? [])], {
    env: { ...process.env, ...program.env }, cwd: program.folder, stdio: ['ignore', 'ignore', 'pipe', ...(program.counts ? ['ipc' as const] : [])],
  })
  const url = `http://localhost:${port}`
  await untilAnswering(child, new URL(path, url), program.script)
  const pid = child.pid ?? 0
  return {
    url,
    processorTime: () => processorTimeOf(pid),
    memory: () => memoryOf(pid),
    async statements() {
      if (!program.counts) return 0
      child.send('statements')
      const [count] = (await once(child, 'message')) as [number]
      return count
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function untilAnswering(child: ChildProcess, url: URL, name: string): Promise<void> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-4000) })
  const deadline = performance.now() + 60_000
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}: ${said}`)
    if (await answers(url)) return
    await pause(5)
  }
  child.kill()
  throw new Error(`${name} did not answer: ${said}`)
}

/** Asks on a connection of its own: waiting for a server must not take the processor from it. */
async function answers(url: URL): Promise<boolean> {
  const client = new WireClient(url.origin)
  const answer = await client.get(url.pathname).catch(() => null)
  client.close()
  return answer?.status === 200
}
