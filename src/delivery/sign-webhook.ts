import { createHmac } from 'node:crypto'

/** The key of a secret: `whsec_` before base64 as in Standard Webhooks, or any text. */
export const webhookKey = (secret: string): Buffer => (secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret, 'utf8'))

/** `v1,<base64 HMAC-SHA256 of id.timestamp.body>`; the timestamp in seconds (Standard Webhooks, symmetric signatures). */
export const signWebhook = (key: Buffer, id: string, timestamp: number, body: string): string =>
  `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
