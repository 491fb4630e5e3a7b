const SLOW = 8000

/** A second press does nothing; the button says it is busy; after 8 seconds the page says so in words. A download leaves the page standing. */
export const submitOnce = (): void => {
  const forms = document.querySelectorAll<HTMLFormElement>(`form[data-form]:not([data-form='account-download'])`)
  for (const form of forms) {
    let sent = false
    let slow: ReturnType<typeof setTimeout> | undefined
    const notice = form.querySelector<HTMLElement>('[data-slow]')
    form.addEventListener('submit', (event) => {
      if (sent) return event.preventDefault()
      sent = true
      for (const button of form.querySelectorAll('button[type="submit"]')) button.setAttribute('aria-disabled', 'true')
      slow = setTimeout(() => { if (notice !== null) notice.textContent = notice.dataset['slow'] ?? '' }, SLOW)
    })
    // The browser may bring the page back as it was left.
    addEventListener('pageshow', (event) => {
      if (!event.persisted) return
      sent = false
      clearTimeout(slow)
      if (notice !== null) notice.textContent = ''
      for (const button of form.querySelectorAll('button[type="submit"]')) button.removeAttribute('aria-disabled')
    })
  }
}
