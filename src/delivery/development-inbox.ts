import type { InboxMessage, InboxView } from '#src/contracts/hosted/views/development-view.ts'
import type { BrandAsset } from '#src/domain/branding/brand.ts'
import type { BrandAssetStore } from '#src/domain/branding/brand-file.ts'
import type { MessageFilter, OutboxStore, StoredMessage } from './outbox-store.ts'
import type { Transport } from './transport.ts'
import { waitForMessage, type WaitForMessageDeps } from './wait-for-message.ts'

export type { MessageFilter } from './outbox-store.ts'

/** A message as `GET /dev/inbox/latest` gives it to tests. */
export type LatestMessage = Pick<StoredMessage, 'to' | 'medium' | 'purpose' | 'subject' | 'text' | 'html' | 'code' | 'link'> & { createdAt: string }

/** What messages said, for developers and their tests. Never in production. */
export type DevelopmentInbox = {
  /** Notices of what happened to an account come unasked: only for who asks for their purpose, so that they hide no code. */
  latest(filter: MessageFilter, wait: { waitMs: number; signal: AbortSignal }): Promise<LatestMessage | null>
  viewInbox(filter: { to?: string | undefined; pool?: string | undefined }): Promise<InboxView>
  messageHtml(id: string): Promise<string | undefined>
}

const SHOWN = 50

/** Reads the outbox as an inbox. */
export function createDevelopmentInbox(deps: WaitForMessageDeps & { outbox: Pick<OutboxStore, 'findMessages' | 'findMessage'>; pictures: BrandAssetStore }): DevelopmentInbox {
  return {
    async latest(filter, wait) {
      const message = await waitForMessage(deps, { ...filter, notices: filter.purpose !== undefined }, wait)
      if (message === null) return null
      const { to, medium, purpose, subject, text, html, code, link, createdAt } = message
      return { to, medium, purpose, subject, text, html, code, link, createdAt: createdAt.toISOString() }
    },
    async viewInbox({ to, pool }) {
      const messages = await deps.outbox.findMessages({ ...(to === undefined ? {} : { to }), ...(pool === undefined ? {} : { pool }) }, SHOWN)
      return { messages: messages.map(toInboxMessage), filter: { to, pool } }
    },
    async messageHtml(id) {
      const message = await deps.outbox.findMessage(id)
      return message?.html == null ? undefined : withPictures(deps.pictures, { poolId: message.poolId, html: message.html, images: message.images })
    },
  }
}

/** A mail's HTML with its pictures in it, as it looks where they came along. */
export async function withPictures(pictures: BrandAssetStore, { poolId, html, images = [] }: { poolId: string; html: string; images?: readonly BrandAsset[] | undefined }): Promise<string> {
  let shown = html
  for (const { hash } of images) {
    const file = await pictures.findAsset(poolId, hash)
    if (file !== null) shown = shown.replaceAll(`cid:${hash}`, `data:${file.type};base64,${Buffer.from(file.bytes).toString('base64')}`)
  }
  return shown
}

/** Where messages of a development instance go that has no mail server: they are delivered by being readable in the inbox. */
export const inboxTransport: Transport = { deliver: () => Promise.resolve(), close: () => Promise.resolve() }

function toInboxMessage(message: StoredMessage): InboxMessage {
  return {
    id: message.id,
    medium: message.medium === 'EMAIL' ? 'email' : 'sms',
    to: message.to,
    purpose: message.purpose,
    subject: message.subject ?? undefined,
    text: message.text,
    hasHtml: message.html !== null,
    code: message.code ?? undefined,
    link: message.link ?? undefined,
    createdAt: message.createdAt.toISOString(),
    poolId: message.poolId,
    username: message.username ?? undefined,
  }
}
