import type { TokenFamily } from '#src/domain/tokens/token-store.ts'
import type { UserEvent } from '#src/domain/activity/user-event.ts'
import { placeOfDetails, type Place } from '#src/domain/activity/place.ts'
import { ssoSessionId, tokenSessionId } from './session-id.ts'
import { describeUserAgent } from './describe-user-agent.ts'
import type { SsoSession } from './user-session.ts'

/** Where somebody is signed in, as they see it: a browser with all that came through it, or an application that keeps itself signed in. */
export type OwnSession = {
  id: string
  kind: 'browser' | 'application'
  /** Program and system in words; null when nobody knows. */
  device: string | null
  address: string | null
  /** Where that is, when a proxy said so. */
  place: Place | null
  clientIds: string[]
  signedInAt: Date
  lastSeenAt: Date
  /** The browser that asks. */
  isCurrent: boolean
}

/** A sign-in is written down within moments of its time. */
const SAME_MOMENT = 2000

type SignIns = readonly Pick<UserEvent, 'createdAt' | 'device' | 'address' | 'details'>[]

/** A browser's session: the token sessions that came through it say where it was last seen. */
export const browserSession = (session: SsoSession, families: readonly TokenFamily[], signIns: SignIns, currentUid: string): OwnSession => {
  const through = families.filter(({ sessionUid }) => sessionUid === session.uid)
  const signIn = signInAt(signIns, session.signedInAt)
  return {
    id: ssoSessionId(session.uid), kind: 'browser', isCurrent: session.uid === currentUid,
    device: signIn?.device ?? null, address: signIn?.address ?? null, place: placeOf(signIn),
    clientIds: [...new Set([...session.clientIds, ...through.map(({ clientId }) => clientId)])],
    signedInAt: session.signedInAt, lastSeenAt: latest([session.signedInAt, ...through.map(({ lastUsedAt }) => lastUsedAt)]),
  }
}

/** A token session whose browser session is over, or that never had one. */
export const applicationSession = (family: TokenFamily, signIns: SignIns): OwnSession => {
  const signIn = signInAt(signIns, family.authTime)
  const words = describeUserAgent(family.lastUserAgent)
  return {
    id: tokenSessionId(family.originJti), kind: 'application', isCurrent: false,
    device: words === 'unknown' ? (signIn?.device ?? null) : words, address: family.lastAddress ?? signIn?.address ?? null,
    // Where it was last used may be elsewhere, and nobody was told where.
    place: family.lastAddress === null || family.lastAddress === signIn?.address ? placeOf(signIn) : null,
    clientIds: [family.clientId], signedInAt: family.authTime, lastSeenAt: family.lastUsedAt,
  }
}

const placeOf = (signIn: SignIns[number] | undefined): OwnSession['place'] => (signIn === undefined ? null : placeOfDetails(signIn.details))

const signInAt = (signIns: SignIns, at: Date): SignIns[number] | undefined =>
  signIns.find(({ createdAt }) => Math.abs(createdAt.getTime() - at.getTime()) < SAME_MOMENT)

const latest = (dates: readonly Date[]): Date => new Date(Math.max(...dates.map((date) => date.getTime())))
