import { checkPassword, type PasswordPolicy } from '#src/contracts/password-policy.ts'

/** Ticks the pool's rules while a password is typed: met → tick; unmet → cross, but only after leaving the field. */
export const checkWhileTyping = (): void => {
  const box = document.querySelector<HTMLElement>('[data-rules]')
  const input = box?.closest('.id-field')?.querySelector<HTMLInputElement>('[data-password]')
  if (box == null || input == null) return
  const policy = JSON.parse(box.dataset['rules'] ?? '') as PasswordPolicy
  let left = input.getAttribute('aria-invalid') === 'true'
  let announcement: ReturnType<typeof setTimeout> | undefined

  const show = (): void => {
    const results = input.value === '' ? [] : checkPassword(policy, input.value)
    for (const item of box.querySelectorAll<HTMLElement>('[data-rule]')) {
      const met = results.find(({ rule }) => rule === item.dataset['rule'])?.met
      mark(item, met === true ? 'met' : met === false && (left || 'quiet' in item.dataset) ? 'unmet' : undefined)
      if ('quiet' in item.dataset) item.hidden = met !== false
    }
    clearTimeout(announcement)
    // Polite: one sentence after a pause, not one for each key.
    if (results.length > 0) announcement = setTimeout(() => announce(box, results), 900)
  }
  input.addEventListener('input', show)
  input.addEventListener('blur', () => { left = true; show() })
}

const mark = (item: HTMLElement, state: 'met' | 'unmet' | undefined): void => {
  if (item.dataset['state'] === state) return
  item.querySelector('.id-hidden')?.remove()
  item.className = state === undefined ? '' : `passwordCheck-${state === 'met' ? 'valid' : 'notValid'}-customizable`
  if (state === undefined) {
    delete item.dataset['state']
    return
  }
  item.dataset['state'] = state
  const spoken = document.createElement('span')
  spoken.className = 'id-hidden'
  spoken.textContent = `: ${item.parentElement?.dataset[state] ?? ''}`
  item.append(spoken)
}

const announce = (box: HTMLElement, results: readonly { met: boolean }[]): void => {
  const status = box.querySelector('[data-rules-status]')
  const met = results.filter((result) => result.met).length
  const text = (box.dataset['progress'] ?? '').replace('{met}', String(met)).replace('{total}', String(results.length))
  if (status !== null && status.textContent !== text) status.textContent = text
}
