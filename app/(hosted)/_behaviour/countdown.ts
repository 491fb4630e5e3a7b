const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** Counts down every `m:ss` on the page; at zero swaps the sentence and frees the button that had to wait. */
export const askForCodesLater = (): void => {
  for (const time of document.querySelectorAll<HTMLElement>('[data-countdown]')) {
    // By the clock, not by counting ticks: a sleeping tab misses ticks.
    const end = Date.now() + Number(time.dataset['countdown']) * 1000
    const scope = time.closest('form') ?? time.closest('p')
    const buttons = scope?.querySelectorAll<HTMLButtonElement>('[data-after-countdown]') ?? []
    for (const button of buttons) button.setAttribute('aria-disabled', 'true')
    const tick = (): void => {
      const left = Math.max(0, Math.ceil((end - Date.now()) / 1000))
      time.textContent = clock(left)
      if (left > 0) return
      clearInterval(timer)
      for (const button of buttons) button.removeAttribute('aria-disabled')
      scope?.querySelectorAll<HTMLElement>('[data-until-zero]').forEach((part) => { part.hidden = true })
      scope?.querySelectorAll<HTMLElement>('[data-from-zero]').forEach((part) => { part.hidden = false })
    }
    const timer = setInterval(tick, 250)
    scope?.addEventListener('click', (event) => {
      if (event.target instanceof Element && event.target.closest('[aria-disabled="true"]') !== null) event.preventDefault()
    })
  }
}
