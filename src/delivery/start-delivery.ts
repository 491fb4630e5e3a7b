import { days, minutes } from '#src/contracts/duration.ts'
import type { Random } from '#src/crypto/random.ts'
import type { BrandAssetStore } from '#src/domain/branding/brand-file.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { MessageChannel } from '#src/domain/messages/message-channel.ts'
import type { MessageSender } from '#src/domain/messages/message-sender.ts'
import type { TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import type { CodeEncrypter } from './code-keys/encrypt-code.ts'
import { createDevelopmentInbox, inboxTransport, type DevelopmentInbox } from './development-inbox.ts'
import { createFunctionTransport } from './function-transport.ts'
import { createOutboxSender } from './outbox-sender.ts'
import type { OutboxStore } from './outbox-store.ts'
import { startOutboxWorker, type OutboxWorkerDeps } from './outbox-worker.ts'
import type { SafeFetch } from './safe-fetch.ts'
import { createSmsWebhook } from './sms-webhook.ts'
import { createSmtpTransport, type SmtpOptions } from './smtp-transport.ts'
import { PermanentDeliveryError, type Transport } from './transport.ts'
import { createMessageBell } from './wait-for-message.ts'

export type DeliveryDeps = {
  readonly clock: Clock
  readonly random: Random
  readonly outbox: OutboxStore
  readonly safeFetch: SafeFetch
  readonly log: OutboxWorkerDeps['log']
  readonly mode: 'development' | 'production'
  readonly mail: SmtpOptions | null
  /** Pictures that mails name. */
  readonly pictures: BrandAssetStore
  /** Functions of the pools that send messages themselves, and how codes are encrypted for them. */
  readonly triggers: Pick<TriggerRunner, 'run'>
  readonly codeEncrypter: CodeEncrypter
  readonly sms: { readonly url: string; readonly secret: string } | null
}

export type Delivery = {
  readonly sender: MessageSender
  /** Null in production. */
  readonly inbox: DevelopmentInbox | null
  /** Lets deliveries under way end. What is left is delivered after the next start, or by another instance. */
  stop(): Promise<void>
}

/** How long finished messages are kept (their texts are erased at once in production). */
const KEPT = days(30)
const SWEEP_EVERY = minutes(10)
const SWEPT_AT_ONCE = 1000

/** Messages delivered at the same time. Functions may take half a minute each, and belong to pools that have nothing to do with each other. */
const PARALLEL: Readonly<Record<MessageChannel, number>> = { EMAIL: 4, SMS: 4, FUNCTION: 32 }

/** Starts the outbox: a worker each for mail, SMS and functions of the pools, so that either being down does not hold up the others. */
export function startDelivery(deps: DeliveryDeps): Delivery {
  const development = deps.mode === 'development'
  const fraction = () => deps.random.bytes(4).readUInt32BE() / 2 ** 32
  const bell = createMessageBell()
  const worker = (channel: MessageChannel, transport: Transport) =>
    startOutboxWorker({ clock: deps.clock, fraction, outbox: deps.outbox, channel, parallel: PARALLEL[channel], transport, keepBodies: development, log: deps.log })
  const otherwise = development ? inboxTransport : refusingTransport
  const workers = {
    EMAIL: worker('EMAIL', deps.mail === null ? otherwise : createSmtpTransport(deps.mail, deps.pictures)),
    SMS: worker('SMS', deps.sms === null ? otherwise : createSmsWebhook({ clock: deps.clock, safeFetch: deps.safeFetch, ...deps.sms })),
    FUNCTION: worker('FUNCTION', createFunctionTransport(deps)),
  }
  const sweeping = setInterval(() => {
    const before = new Date(deps.clock.now().getTime() - KEPT)
    deps.outbox.deleteFinished(before, SWEPT_AT_ONCE).catch((err: unknown) => deps.log.warn({ err }, 'old messages could not be deleted'))
  }, SWEEP_EVERY)
  sweeping.unref()
  const stored = (channel: MessageChannel) => {
    workers[channel].wake()
    bell.ring()
  }
  return {
    sender: createOutboxSender({ clock: deps.clock, random: deps.random, outbox: deps.outbox, stored }),
    inbox: development ? createDevelopmentInbox({ outbox: deps.outbox, pictures: deps.pictures, bell, monotonicMs: () => performance.now() }) : null,
    async stop() {
      clearInterval(sweeping)
      await Promise.all(Object.values(workers).map((each) => each.stop()))
    },
  }
}

/** Where the operator waived a transport: messages end as failed, visibly, instead of waiting for ever. */
const refusingTransport: Transport = {
  deliver: () => Promise.reject(new PermanentDeliveryError('No transport is configured for this medium.')),
  close: () => Promise.resolve(),
}
