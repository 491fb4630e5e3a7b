import type { Random } from '#src/crypto/random.ts'
import type { Clock } from '#src/domain/clock.ts'
import { describeUserAgent } from '#src/domain/sessions/describe-user-agent.ts'
import type { User } from '#src/domain/users/user.ts'
import type { RequestOrigins } from './request-origin.ts'
import { placeDetails } from './place.ts'
import type { ChallengeResult, UserEvent, UserEventStore, UserEventType } from './user-event.ts'

export type RecordUserEventDeps = {
  userEvents: Pick<UserEventStore, 'add'>
  requestOrigins: Pick<RequestOrigins, 'current'>
  random: Pick<Random, 'uuid'>
  clock: Clock
}

export type RecordedEvent = {
  user: Pick<User, 'id' | 'poolId'>
  type: UserEventType
  /** Default Pass. */
  response?: UserEvent['response']
  /** Default: a new id. */
  id?: string
  /** Default: the client that the request was found to come from. */
  clientId?: string
  challenges?: ChallengeResult[]
  /** Plain facts for the person's eyes: a factor, a passkey's name. Never a secret, never an address in full. */
  details?: Readonly<Record<string, string>>
}

/** Records what happened around an account, with where the request came from. No statement: see UserEventStore. */
export const recordUserEvent = (deps: RecordUserEventDeps, event: RecordedEvent): void => {
  const origin = deps.requestOrigins.current()
  deps.userEvents.add({
    id: event.id ?? deps.random.uuid(),
    poolId: event.user.poolId,
    userId: event.user.id,
    type: event.type,
    response: event.response ?? 'Pass',
    createdAt: deps.clock.now(),
    clientId: event.clientId ?? origin?.clientId ?? null,
    wire: origin?.wire ?? null,
    address: origin?.address?.slice(0, 64) ?? null,
    device: origin === null ? null : deviceOf(origin.userAgent),
    challenges: event.challenges ?? [],
    details: { ...event.details, ...placeDetails(origin?.place) },
  })
}

const deviceOf = (userAgent: string | null): string | null => {
  const words = describeUserAgent(userAgent)
  return words === 'unknown' ? null : words
}
