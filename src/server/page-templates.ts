import { LRUCache } from 'lru-cache'
import type { HostedView } from '#src/contracts/hosted/hosted-view.ts'

/** One page's place among the kept ones. */
export type PageSlot = {
  /** The page with this view's values, when its like was kept before. */
  html(): string | undefined
  /** Keeps a rendered page for all that differ from it only in their forms' random values. */
  keep(html: string): void
}

/** Pages take some 6 kB each. */
const MOST_PAGES = 300

/** Texts that mean the same in HTML, in its attributes and in a URL, and are too random to occur by chance. */
const PLAIN = /^[\w.-]{16,}$/

/**
 * Rendered pages to be sent again: people mostly see the same few, with other proofs of origin and other pending requests in
 * their forms and links. Only pages that show nothing anybody typed or did are kept; `slotOf` is null for all others.
 */
export function createPageTemplates(): { slotOf(view: HostedView): PageSlot | null } {
  const kept = new LRUCache<string, readonly string[]>({ max: MOST_PAGES })
  return {
    slotOf(view) {
      const { csrf, uid, r } = view.frame.form
      if (uid === undefined || r === undefined || !isUntouched(view)) return null
      const values = [csrf, uid, r]
      if (!values.every((value) => PLAIN.test(value))) return null
      // JSON escapes NUL, so no text of the view can look like a place.
      const key = values.reduce((text, value, place) => text.replaceAll(value, `\0${place}`), JSON.stringify(view))
      return {
        html: () => kept.get(key)?.map((part, index) => (index % 2 === 0 ? part : values[Number(part)])).join(''),
        // A page that broke off while it was rendered lacks its form.
        keep: (html) => void (values.every((value) => html.includes(value)) && kept.set(key, partsOf(html, values))),
      }
    },
  }
}

/** A first visit: no answer of a form is shown, and no field is filled in. */
function isUntouched({ frame, ...view }: HostedView): boolean {
  if (frame.summary !== undefined || frame.fieldErrors !== undefined || frame.notice !== undefined) return false
  switch (view.screen) {
    case 'sign-in':
    case 'forgot-password': return view.identifier.value === ''
    case 'sign-up': return (view.username?.value ?? '') === '' && view.attributes.every(({ value = '' }) => value === '')
    default: return false
  }
}

/** Text and place in turn: every second part is the index of a value. */
const partsOf = (html: string, values: readonly string[]): readonly string[] =>
  html.split(new RegExp(`(${values.map((value) => value.replaceAll('.', '\\.')).join('|')})`)).map((part, index) => (index % 2 === 0 ? part : String(values.indexOf(part))))
