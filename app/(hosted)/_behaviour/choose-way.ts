import { knowsPasskeys } from './passkey-form.ts'

/** Shows ways to sign in that need this script, and keeps a password that was filled in for one name from being sent with another. */
export const chooseWay = (): void => {
  if (knowsPasskeys()) for (const way of document.querySelectorAll<HTMLElement>('[data-needs-passkeys]')) way.hidden = false
  for (const password of document.querySelectorAll<HTMLInputElement>('input[data-filled]')) {
    const name = password.form?.elements.namedItem('username')
    // Autofill sends events as well, but of no kind of typing.
    if (name instanceof HTMLInputElement) name.addEventListener('input', (event) => { if (event instanceof InputEvent && /^(insertText|delete)/.test(event.inputType)) password.value = '' })
  }
}
