import type { Clock } from '#src/domain/clock.ts'
import type { SafeFetch } from './safe-fetch.ts'
import { signWebhook, webhookKey } from './sign-webhook.ts'
import { PermanentDeliveryError, type Transport } from './transport.ts'

export type SmsWebhookDeps = {
  readonly clock: Clock
  readonly safeFetch: SafeFetch
  readonly url: string
  /** Shared with the receiver; `whsec_` before base64 as in Standard Webhooks, or any text. */
  readonly secret: string
}

/**
 * SMS by a web hook: `POST {to, text, poolId, clientId, username, purpose}` as JSON, signed as Standard Webhooks has it
 * (`webhook-id`, `webhook-timestamp`, `webhook-signature`). The id is the same for each try. 2xx means taken.
 */
export function createSmsWebhook(deps: SmsWebhookDeps): Transport {
  const key = webhookKey(deps.secret)
  return {
    async deliver(message) {
      const { to, text, poolId, clientId, username, purpose } = message
      const body = JSON.stringify({ to, text, poolId, clientId, username, purpose })
      const timestamp = Math.floor(deps.clock.now().getTime() / 1000)
      const signature = signWebhook(key, message.id, timestamp, body)
      const headers = { 'content-type': 'application/json', 'webhook-id': message.id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature }
      const { status } = await deps.safeFetch.fetch(deps.url, { method: 'POST', headers, body })
      if (status >= 200 && status < 300) return
      // Anything else may be mended on the other side: a wrong address, a lapsed secret, a full queue.
      if (status === 400 || status === 422) throw new PermanentDeliveryError(`The SMS web hook refuses this message (${status}).`)
      throw Object.assign(new Error(`The SMS web hook answered ${status}.`), { code: `HTTP${status}` })
    },
    close: () => Promise.resolve(),
  }
}
