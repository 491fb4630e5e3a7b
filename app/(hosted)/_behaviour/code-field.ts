/** A pasted "123 456" becomes 123456; where the page asks for it, the last digit sends the form, once, and says so. */
export const helpWithCodes = (): void => {
  for (const input of document.querySelectorAll<HTMLInputElement>('[data-code]')) {
    const length = Number(input.dataset['digits'])
    let mayLeave = input.dataset['code'] === 'submit'
    input.addEventListener('input', () => {
      const digits = input.value.replaceAll(/[^0-9]/g, '').slice(0, 10)
      if (digits !== input.value) input.value = digits
      if (!mayLeave || digits.length !== length) return
      mayLeave = false
      const status = input.parentElement?.querySelector<HTMLElement>('[data-code-status]')
      if (status != null) status.textContent = status.dataset['codeStatus'] ?? ''
      input.form?.requestSubmit()
    })
  }
}
