/**
 * What a write changed, as other instances hear of it. `pool`: the pool, its domains, resource servers, list of clients or
 * keys; `all`: anything, as when a pool is deleted.
 */
export type Change = { kind: 'pool' | 'client' | 'domain' | 'access-key' | 'certificate' | 'function'; key: string } | { kind: 'all' }

/** As one line: ids hold no line breaks, and the kind no colon. */
export const writeChange = (change: Change): string => (change.kind === 'all' ? 'all' : `${change.kind}:${change.key}`)

/** Anything not understood, such as the word of a newer version, means `all`. */
export function readChange(text: string): Change {
  const colon = text.indexOf(':')
  const kind = text.slice(0, colon)
  const key = text.slice(colon + 1)
  if (colon > 0 && (kind === 'pool' || kind === 'client' || kind === 'domain' || kind === 'access-key' || kind === 'certificate' || kind === 'function')) return { kind, key }
  return { kind: 'all' }
}
