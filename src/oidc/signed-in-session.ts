import type { Random } from '#src/crypto/random.ts'
import type { SessionPayload } from './browser-session.ts'

type Deps = { random: Pick<Random, 'token'> }

/** The session with the client among those it has served; the very same when it was. */
export function withClient({ random }: Deps, session: SessionPayload, clientId: string): SessionPayload {
  const known = session.authorizations?.[clientId]
  if (known?.sid !== undefined && known.grantId === IMPLIED && known.persistsLogout === true) return session
  const sid = known?.sid ?? random.token()
  return { ...session, authorizations: { ...session.authorizations, [clientId]: { ...known, sid, grantId: IMPLIED, persistsLogout: true } } }
}

/** Name of the grant that every client of a pool has: it is made for each answer and never stored. */
export const IMPLIED = 'implied'
