const TYPED = 'form[data-form] :is(input:not([type="hidden"], [type="password"], [type="checkbox"], [type="radio"], [autocomplete="one-time-code"], [name="answer"]), select, textarea)'

/** What was typed goes along when the language is switched; passwords, codes and answers never do. */
export const keepTyped = (): void => {
  document.querySelector<HTMLFormElement>('form:has(> .id-languages)')?.addEventListener('formdata', ({ formData }) => {
    for (const { name, value } of document.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(TYPED)) {
      if (name !== '' && value !== '') formData.set(name, value)
    }
  })
}
