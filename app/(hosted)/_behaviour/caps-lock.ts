/** Says so while Caps Lock is on and a password is typed. */
export const noticeCapsLock = (): void => {
  for (const notice of document.querySelectorAll<HTMLElement>('[data-caps]')) {
    const input = notice.parentElement?.querySelector<HTMLInputElement>('[data-password]')
    if (input == null) continue
    const say = (on: boolean): void => {
      const text = on ? (notice.dataset['caps'] ?? '') : ''
      if (notice.textContent !== text) notice.textContent = text
    }
    for (const type of ['keydown', 'keyup'] as const) {
      input.addEventListener(type, (event) => {
        // Autofill sends key events that are none.
        if (event instanceof KeyboardEvent) say(event.getModifierState('CapsLock'))
      })
    }
    input.addEventListener('blur', () => say(false))
  }
}
