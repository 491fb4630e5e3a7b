import { readdirSync, readFileSync } from 'node:fs'

const TICK_MICROSECONDS = 10_000 // USER_HZ is 100 on Linux

/** User and system time of a process so far, all its threads included, in microseconds (Linux: proc(5)). */
export function processorTimeOf(pid: number): number {
  const { user, system } = statOf(pid)
  try {
    // To the nanosecond, where the kernel keeps it.
    return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1000, 0)
  } catch {
    return user + system
  }
}

/** The same of a process and of its children, dead or alive: PostgreSQL answers each connection in one. */
export function processorTimeOfTree(root: number): number {
  let total = statOf(root).ofTheDead + processorTimeOf(root)
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      if (statOf(Number(entry)).parent === root) total += processorTimeOf(Number(entry))
    } catch {
      // it ended between the listing and the reading: its parent has its time now
    }
  }
  return total
}

/** Resident memory of a process, in bytes. */
export const memoryOf = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024

function statOf(pid: number): { parent: number; user: number; system: number; ofTheDead: number } {
  // Fields 4, 14 to 17, counted from behind the name in parentheses, which may contain anything.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  const ticks = (field: number) => Number(fields[field - 3]) * TICK_MICROSECONDS
  return { parent: Number(fields[1]), user: ticks(14), system: ticks(15), ofTheDead: ticks(16) + ticks(17) }
}
