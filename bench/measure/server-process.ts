import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { memoryOf, processorTimeOf } from './processor-time.ts'

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

export type ServerProgram = { script: string; args?: string[]; env?: Record<string, string>; counts?: boolean; profileInto?: string | null }

/** Starts a program with this Node and waits until `path` answers. What it prints goes nowhere, at the price of a real log. */
export async function startServer(program: ServerProgram, port: number, path: string): Promise<ServerProcess> {
  const profiling = program.profileInto == null ? [] : ['--cpu-prof', `--cpu-prof-dir=${program.profileInto}`]
  const child = spawn(process.execPath, [...profiling, program.script, ...(program.args ?? [])], {
    env: { ...process.env, ...program.env }, stdio: ['ignore', 'ignore', 'pipe', ...(program.counts ? ['ipc' as const] : [])],
  })
  const url = `http://localhost:${port}`
  await untilAnswering(child, `${url}${path}`, program.script)
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

async function untilAnswering(child: ChildProcess, url: string, name: string): Promise<void> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-4000) })
  const deadline = performance.now() + 60_000
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}: ${said}`)
    if (await fetch(url).then((answer) => answer.ok, () => false)) return
    await pause(5)
  }
  child.kill()
  throw new Error(`${name} did not answer: ${said}`)
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
