import type { Random } from '#src/crypto/random.ts'
import { POOL_ID_PATTERN } from '#src/domain/constraint.ts'
import { DomainError } from '#src/domain/domain-error.ts'

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Begins a pool's or client's name, or is a pool's tag, when the caller wants to decide the id. */
export const CUSTOM_ID = '_custom_id_'
const NAME_PREFIX = `${CUSTOM_ID}:`

/** The id asked for in a name of the form `_custom_id_:<id>`, or null. */
export const idFromName = (name: string): string | null => (name.startsWith(NAME_PREFIX) ? name.slice(NAME_PREFIX.length) : null)

/** `<region>_<9 alphanumerics>`. */
export const newUserPoolId = (random: Random, region: string): string => `${region}_${random.fromAlphabet(ALPHANUMERIC, 9)}`

/** The id that a caller fixed by tag or by name, or null. */
export const pinnedIdOf = (name: string, tags: Readonly<Record<string, string>>): string | null => tags[CUSTOM_ID] ?? idFromName(name)

/** A fixed id with a region in front: its own, else this one. InvalidParameter for a malformed one. */
export const completeUserPoolId = (region: string, pinned: string): string => {
  const id = pinned.includes('_') ? pinned : `${region}_${pinned}`
  if (id.length > 55 || !new RegExp(`^${POOL_ID_PATTERN}$`).test(id)) {
    throw new DomainError('InvalidParameter', `The id of a user pool has the form <region>_<letters and digits>, not ${pinned}`, { field: CUSTOM_ID })
  }
  return id
}

/** The region in a pool's id. */
export const regionOf = (userPoolId: string): string => userPoolId.slice(0, userPoolId.lastIndexOf('_'))
