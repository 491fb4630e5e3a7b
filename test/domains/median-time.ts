/** Median of the milliseconds that fifty times of `work`, one after the other, take. */
export async function medianTime(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < 50; n++) {
    const startedAt = performance.now()
    await work()
    times.push(performance.now() - startedAt)
  }
  return times.sort((one, other) => one - other)[25] ?? Infinity
}
