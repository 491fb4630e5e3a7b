/** A pasted "123 456" becomes 123456; where the page asks for it, the sixth digit sends the form, once. */
export const helpWithCodes = (): void => {
  for (const input of document.querySelectorAll<HTMLInputElement>('[data-code]')) {
    let mayLeave = input.dataset['code'] === 'submit'
    input.addEventListener('input', () => {
      const digits = input.value.replaceAll(/[^0-9]/g, '').slice(0, 10)
      if (digits !== input.value) input.value = digits
      if (!mayLeave || digits.length !== 6) return
      mayLeave = false
      input.form?.requestSubmit()
    })
  }
}
