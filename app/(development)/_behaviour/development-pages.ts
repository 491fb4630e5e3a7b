const REFRESH_EVERY = 2000

/** Copies what a button names. */
const offerToCopy = (): void => {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('[data-copy]') : null
    if (button === null) return
    void navigator.clipboard.writeText(button.dataset['copy'] ?? '').then(() => {
      button.dataset['copied'] = ''
      setTimeout(() => { delete button.dataset['copied'] }, 1500)
    })
  })
}

/** Brings new messages in while the inbox is open, without touching what is being read. */
const keepInboxFresh = (): void => {
  if (document.querySelector('[data-inbox]') === null) return
  const look = async (): Promise<void> => {
    const list = document.querySelector<HTMLElement>('[data-inbox]')
    if (document.hidden || list === null) return
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
    if (!answer.ok) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector<HTMLElement>('[data-inbox]')
    if (fresh === null) return
    const known = new Set([...list.children].map((child) => child.id))
    const arrived = [...fresh.children].filter((child) => !known.has(child.id))
    if (arrived.length === 0) return
    if (list.dataset['inbox'] === 'empty') list.replaceWith(fresh)
    else list.prepend(...arrived)
  }
  setInterval(() => { look().catch(() => undefined) }, REFRESH_EVERY) // the server may be restarting: the next look succeeds
}

offerToCopy()
keepInboxFresh()
