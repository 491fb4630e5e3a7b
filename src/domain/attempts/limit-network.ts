import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { isPublicClient } from '#src/domain/app-clients/read-app-client.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { AttemptStore, CountedNetwork } from './attempt-store.ts'
import { NETWORK_TRIES } from './limits.ts'

/** How failed password tries from one network are limited, whoever they are for. */
export type NetworkLimits = {
  /** Failed tries within ten minutes; null switches the limit off. */
  passwordTries: number | null
  /** The network an address is counted on; null for one that says nothing about the person behind it. */
  networkOf(address: string | null): string | null
}

export type LimitNetworkDeps = { networkLimits: NetworkLimits; keyedHash: Pick<KeyedHash, 'name'> }

/** Who tries from where. */
export type TryFrom = { pool: UserPool; client: AppClient; wire: Wire; address: string | null }

/**
 * The network a try comes from, as a keyed hash of the pool's own; null where none applies: operators, and servers that prove themselves
 * by a client secret, ask for many people from one address.
 */
export const networkSubject = (deps: LimitNetworkDeps, { pool, client, wire, address }: TryFrom): string | null => {
  if (wire === 'admin' || (wire === 'api' && !isPublicClient(client))) return null
  const network = deps.networkLimits.networkOf(address)
  return network === null ? null : deps.keyedHash.name(pool.id, `network ${network}`)
}

/** The counter of the network a try comes from; null where none applies, or the limit is switched off. */
export const networkCounter = (deps: LimitNetworkDeps, from: TryFrom): CountedNetwork | null => {
  const { passwordTries: limit } = deps.networkLimits
  const subject = limit === null ? null : networkSubject(deps, from)
  return limit === null || subject === null ? null : { ...NETWORK_TRIES, limit, subject }
}

/** Counts a try on the network it comes from, before its secret is compared; given back after a success. TooManyRequests beyond the limit. */
export const limitNetwork = async (deps: { attempts: Pick<AttemptStore, 'countAttempt'>; clock: Clock }, network: CountedNetwork | null): Promise<void> => {
  if (network === null) return
  const { kind, subject, window, limit } = network
  const { count, windowStart } = await deps.attempts.countAttempt({ kind, subject, window, now: deps.clock.now(), lockFrom: null, maxLock: 0 })
  if (count > limit) throw networkExceeded(new Date(windowStart.getTime() + window))
}

/** Too many failures came from one network. */
export const networkExceeded = (retryAt: Date): DomainError =>
  new DomainError('TooManyRequests', 'Too many failed attempts from this network. Please try again later.', { reason: 'network-limit', retryAt })
