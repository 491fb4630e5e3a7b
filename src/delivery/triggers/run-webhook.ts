import type { Clock } from '#src/domain/clock.ts'
import type { WebhookFunction } from '#src/domain/functions/registered-function.ts'
import type { SafeFetch, SafeResponse } from '#src/delivery/safe-fetch.ts'
import { signWebhook, webhookKey } from '#src/delivery/sign-webhook.ts'
import type { Answer, FunctionRunner, TriggerEvent } from './function-runner.ts'
import { errorMessageOf } from './error-message-of.ts'
import { readAnswer } from './read-answer.ts'
import { answerOfFetchError } from './answer-of-fetch-error.ts'

export type WebhookRunnerDeps = { readonly clock: Clock; readonly safeFetch: SafeFetch }

/**
 * Calls functions by `POST <url>` with the event as JSON, signed as Standard Webhooks has it; `webhook-id` is the same for each
 * attempt of a call. While a secret is rotated both sign. Answers: 2xx with the event (204: the event as it was sent), 4xx with
 * `{"errorMessage": …}` for a refusal. Redirects are not followed.
 */
export function createWebhookRunner({ clock, safeFetch }: WebhookRunnerDeps): FunctionRunner<WebhookFunction> {
  return {
    async run({ settings, secrets }, event, { signal, timeoutMs, invocationId }) {
      const body = JSON.stringify(event)
      const headers = { 'content-type': 'application/json', accept: 'application/json', ...signatureOf(secrets, invocationId, clock.now(), body) }
      try {
        return read(await safeFetch.fetch(settings.url, { method: 'POST', headers, body, timeoutMs, signal }), event)
      } catch (error) {
        return answerOfFetchError(error)
      }
    },
    // The client is the whole installation's.
    close: () => Promise.resolve(),
  }
}

function signatureOf({ current, previous, previousUntil }: WebhookFunction['secrets'], id: string, at: Date, body: string): Record<string, string> {
  const timestamp = Math.floor(at.getTime() / 1000)
  const overlaps = previous !== null && previousUntil !== null && at < new Date(previousUntil)
  const signatures = [current, ...(overlaps ? [previous] : [])].map(({ value }) => signWebhook(webhookKey(value), id, timestamp, body))
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') }
}

function read({ status, body }: SafeResponse, sent: TriggerEvent): Answer {
  if (status === 204) return { kind: 'answered', event: sent }
  if (status >= 200 && status < 300) return refusalIn(readAnswer(body)) ?? readAnswer(body)
  if (status >= 300 && status < 400) return { kind: 'unanswered', cause: `It answered ${status}: redirects are not followed.`, again: false }
  if (status === 408 || status === 429 || status >= 500) return { kind: 'unanswered', cause: `It answered ${status}.`, again: true }
  return refusalIn(readAnswer(body)) ?? { kind: 'unanswered', cause: `It answered ${status} without an errorMessage.`, again: false }
}

const refusalIn = (answer: Answer): Answer | null => {
  const message = answer.kind === 'answered' ? errorMessageOf(answer.event) : null
  return message === null ? null : { kind: 'threw', message }
}
