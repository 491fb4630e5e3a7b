/** A real button that shows and hides the password, keeps the caret, and hides it again before the form is sent. */
export const offerToShowPasswords = (): void => {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-reveal]')) {
    const input = button.parentElement?.querySelector<HTMLInputElement>('[data-password]')
    if (input == null) continue
    const show = (visible: boolean): void => {
      const { selectionStart, selectionEnd } = input
      input.type = visible ? 'text' : 'password'
      const keepCaret = (): void => input.setSelectionRange(selectionStart, selectionEnd)
      keepCaret()
      // Chromium puts the caret at the start again when it has rebuilt the field.
      requestAnimationFrame(keepCaret)
      button.setAttribute('aria-pressed', String(visible))
    }
    button.hidden = false
    // Without this the input loses the focus, and phones close the keyboard.
    button.addEventListener('mousedown', (event) => { if (document.activeElement === input) event.preventDefault() })
    button.addEventListener('click', () => show(input.type === 'password'))
    // Password managers save what a `password` input holds.
    input.form?.addEventListener('submit', () => show(false))
  }
}
