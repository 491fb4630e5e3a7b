import { minutes, seconds } from '#src/contracts/duration.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { MessageChannel } from '#src/domain/messages/message-channel.ts'
import { createBell } from '#src/rounds/bell.ts'
import { startRounds } from '#src/rounds/start-rounds.ts'
import { backOff, MAX_TRIES } from './back-off.ts'
import type { ClaimedMessage, OutboxStore } from './outbox-store.ts'
import { isPermanent, type Transport } from './transport.ts'

export type OutboxWorkerDeps = {
  readonly clock: Clock
  /** 0 … 1. */
  readonly fraction: () => number
  readonly outbox: Pick<OutboxStore, 'claimDueMessages' | 'markSent' | 'postpone' | 'markFailed'>
  readonly channel: MessageChannel
  /** Messages delivered at the same time. */
  readonly parallel: number
  readonly transport: Transport
  /** Whether texts stay readable after delivery (the development inbox). */
  readonly keepBodies: boolean
  readonly log: { info(facts: object, message: string): void; warn(facts: object, message: string): void; error(facts: object, message: string): void }
}

export type OutboxWorker = {
  /** Looks for due messages now: called when one was stored. */
  wake(): void
  /** Takes no more messages and lets deliveries under way end, for 3 seconds; those cut short are tried again later. */
  stop(): Promise<void>
}

/** Longer than a delivery can take, so that a lease ends only when its process died. */
const LEASE = minutes(2)
/** How often messages are looked for that another instance stored, or that wait for another try. */
const POLL = seconds(5)
/** How long deliveries under way may go on after stop(). */
const PATIENCE = seconds(3)

/**
 * Delivers the messages of one channel for as long as the process lives: at least once each, at most by one process at a
 * time, with growing waits after failures. Neither storage nor the outside world being away ends it.
 */
export function startOutboxWorker(deps: OutboxWorkerDeps): OutboxWorker {
  const bell = createBell()
  const rounds = startRounds({
    every: POLL, fraction: deps.fraction, bell,
    round: async () => ((await deliverDue(deps)) < deps.parallel ? undefined : 'more-to-do'),
    // The database is away: messages claimed so far fall due when their lease ends.
    failed: (err) => deps.log.warn({ err, channel: deps.channel }, 'the outbox cannot be read or written'),
  })
  return {
    wake: bell.ring,
    async stop() {
      const patience = setTimeout(() => void deps.transport.close(), PATIENCE)
      await rounds.stop()
      clearTimeout(patience)
      await deps.transport.close()
    },
  }
}

/** Claims what is due and tries it; returns how many messages there were. */
async function deliverDue(deps: OutboxWorkerDeps): Promise<number> {
  const now = deps.clock.now()
  const claimed = await deps.outbox.claimDueMessages({ channel: deps.channel, now, leaseUntil: new Date(now.getTime() + LEASE), limit: deps.parallel })
  await Promise.all(claimed.map((message) => deliverOne(deps, message)))
  return claimed.length
}

async function deliverOne(deps: OutboxWorkerDeps, message: ClaimedMessage): Promise<void> {
  const facts = { messageId: message.id, pool: message.poolId, medium: message.medium, purpose: message.purpose, tries: message.tries }
  try {
    await deps.transport.deliver(message)
  } catch (err) {
    const reason = reasonOf(err)
    if (isPermanent(err) || message.tries >= MAX_TRIES) {
      deps.log.error({ ...facts, failure: reason }, 'a message cannot be delivered')
      return deps.outbox.markFailed(message, reason, deps.keepBodies)
    }
    const nextTryAt = new Date(deps.clock.now().getTime() + backOff(message.tries, deps.fraction()))
    deps.log.warn({ ...facts, failure: reason, nextTryAt }, 'a message waits for another try')
    return deps.outbox.postpone(message, nextTryAt, reason)
  }
  await deps.outbox.markSent(message, deps.clock.now(), deps.keepBodies)
  deps.log.info(facts, 'a message was delivered')
}

// Answers of mail servers may repeat the address or the text: only code and status are kept, and our own words.
function reasonOf(thrown: unknown): string {
  const source = isPermanent(thrown) ? ((thrown as Error).cause ?? { code: (thrown as Error).message }) : thrown
  const { code, responseCode, name } = (source ?? {}) as { code?: unknown; responseCode?: unknown; name?: unknown }
  return [code ?? name ?? 'Error', responseCode].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ')
}
