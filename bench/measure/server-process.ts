import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'

const TICK_MICROSECONDS = 10_000 // USER_HZ is 100 on Linux

/** A server under measurement, in a process of its own. */
export type ServerProcess = {
  name: string
  url: string
  /** User and system time so far, microseconds, threads included. */
  cpu(): number
  /** Resident memory, bytes. */
  memory(): number
  stop(): Promise<void>
}

const cpuOf = (pid: number): number => {
  // Fields 14 and 15 of proc(5) stat, after the parenthesised name.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * TICK_MICROSECONDS
}

/** CPU of a process and of its children, microseconds: PostgreSQL answers each connection in one. */
export const cpuOfTree = (root: number): number => {
  let total = 0
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = Number(readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
      if (Number(entry) === root || parent === root) total += cpuOf(Number(entry))
    } catch {
      // ended between the listing and the reading: it no longer counts
    }
  }
  return total
}

const memoryOf = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024

/** Starts a script with this Node and waits until it prints `ready` or answers. */
export const startServer = async (name: string, script: string, args: string[], port: number, env: Record<string, string> = {}): Promise<ServerProcess> => {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const url = `http://127.0.0.1:${port}`
  await untilAnswering(child, url, name)
  const pid = child.pid ?? 0
  return {
    name,
    url,
    cpu: () => cpuOf(pid),
    memory: () => memoryOf(pid),
    stop: async () => {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

const untilAnswering = async (child: ChildProcess, url: string, name: string): Promise<void> => {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { output = (output + chunk.toString()).slice(-4000) })
  const deadline = performance.now() + 60_000
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}: ${output}`)
    if (await fetch(`${url}/healthz`).then(() => true, () => false)) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`${name} did not answer: ${output}`)
}
