/** A place on the page where a passkey is used or made: its form, its button, and the line that says what went wrong. */
export type PasskeyPlace = { readonly form: HTMLFormElement; readonly box: HTMLElement; readonly button: HTMLButtonElement; say(text: 'failed' | 'exists' | null): void; send(values: Readonly<Record<string, string>>): void }

/** Whether this browser knows passkeys here at all. */
export const knowsPasskeys = (): boolean => typeof PublicKeyCredential === 'function' && isSecureContext

/** The place of this kind, shown now that its script runs; undefined where there is none, or nothing to do it with. */
export const passkeyPlace = (kind: 'sign-in' | 'use' | 'add'): PasskeyPlace | undefined => {
  const box = document.querySelector<HTMLElement>(`[data-passkey="${kind}"]`)
  const form = box?.closest('form')
  const button = box?.querySelector('button')
  if (box == null || form == null || button == null || !knowsPasskeys()) return undefined
  box.hidden = false
  for (const instead of form.querySelectorAll<HTMLElement>('[data-without-passkeys]')) instead.hidden = true
  const status = box.querySelector<HTMLElement>('[role="status"]')
  return {
    form, box, button,
    say: (text) => { if (status !== null) status.textContent = text === null ? '' : (status.dataset[text] ?? status.dataset['failed'] ?? '') },
    send: (values) => {
      for (const [name, value] of Object.entries(values)) {
        const input = form.elements.namedItem(name)
        if (input instanceof HTMLInputElement) input.value = value
      }
      form.requestSubmit()
    },
  }
}

/** Asks the server to begin something for this form. Null when it will not, as on a page that was open for too long. */
export const askServer = async <Answer>({ form }: PasskeyPlace, what: 'passkey-options' | 'passkey-creation'): Promise<Answer | null> => {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && name !== 'credential') fields.set(name, value)
  const answer = await fetch(form.action.replace(/[^/]+$/, what), { method: 'POST', body: fields }).catch(() => null)
  return answer?.ok === true ? ((await answer.json()) as Answer) : null
}
