const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** Counts the time to sign in down, and says it aloud when little is left; at zero leads to a new beginning in its place. */
export const countSessionDown = (): void => {
  const timer = document.querySelector<HTMLElement>('[data-session-timer]')
  const time = timer?.querySelector('time')
  const status = timer?.querySelector('[role="status"]')
  if (!timer || !time || !status) return
  // By the clock, not by counting ticks: a sleeping tab misses ticks.
  const end = Date.now() + Number(timer.dataset['sessionTimer']) * 1000
  let before = Infinity
  const tick = (): void => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000))
    time.textContent = clock(left)
    for (const at of [300, 60]) if (before > at && left <= at && left > 0 && before !== Infinity) status.textContent = timer.getAttribute(`data-at-${at}`)
    before = left
    if (left > 0) return
    clearInterval(ticking)
    timer.querySelectorAll<HTMLElement>('[data-timer-left]').forEach((part) => { part.hidden = true })
    timer.querySelectorAll<HTMLElement>('[data-timer-over]').forEach((part) => { part.hidden = false })
    status.textContent = timer.dataset['over'] ?? ''
  }
  const ticking = setInterval(tick, 250)
  tick()
}
