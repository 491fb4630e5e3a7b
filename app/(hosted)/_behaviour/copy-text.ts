const SHOWN = 4000

/** A button that copies what stands beside it, and says so for a moment. Without script, or where copying is not allowed, there is none. */
export const offerToCopy = (): void => {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    if (!('clipboard' in navigator)) continue
    const status = button.parentElement?.querySelector<HTMLElement>('[data-copied]')
    button.hidden = false
    button.addEventListener('click', () => {
      navigator.clipboard.writeText(button.dataset['copy'] ?? '').then(() => {
        if (status == null) return
        status.textContent = status.dataset['copied'] ?? ''
        setTimeout(() => { status.textContent = '' }, SHOWN)
      }, () => { button.hidden = true })
    })
  }
}
