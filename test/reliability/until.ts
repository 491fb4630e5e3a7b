import { setTimeout as pause } from 'node:timers/promises'

/** Asks again and again until the condition holds; fails after `patience` milliseconds. How long it took. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, patience = 180_000): Promise<number> {
  const start = performance.now()
  while (!(await condition())) {
    if (performance.now() - start > patience) throw new Error(`Waited ${patience} ms in vain: ${what}`)
    await pause(20)
  }
  return performance.now() - start
}
