import type { Random } from '#src/crypto/random.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import { withinLimit, type LimitAttemptDeps } from '#src/domain/attempts/limit-attempt.ts'
import type { RequestOrigin } from '#src/domain/activity/request-origin.ts'
import type { Brands } from '#src/domain/branding/resolve-brand.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { PoolAddresses } from '#src/domain/messages/build-message.ts'
import { mailLook } from '#src/domain/messages/mail-look.ts'
import type { MessageSender } from '#src/domain/messages/message-sender.ts'
import { textsForUser, textsForUserAlone, type TextsForUserDeps } from '#src/domain/messages/texts-for-user.ts'
import { describeUserAgent } from '#src/domain/sessions/describe-user-agent.ts'
import { messageForFunction, type SenderCall } from '#src/domain/triggers/custom-sender.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { buildNotice } from './build-notice.ts'
import { NOTICE_LINK_LIFETIME, type NoticeLinkStore, type Undo } from './notice-link.ts'
import type { Notice, NoticeFacts } from './notice.ts'
import { wantsNotice, type WantsNoticeDeps } from './wants-notice.ts'

export type SendNoticeDeps = WantsNoticeDeps & LimitAttemptDeps & TextsForUserDeps & {
  noticeLinks: Pick<NoticeLinkStore, 'addLink'>
  messageSender: MessageSender
  addresses: PoolAddresses
  brands: Pick<Brands, 'brandOf'>
  random: Pick<Random, 'token'>
  clock: Clock
}

export type SendNoticeInput = {
  pool: UserPool
  /** As before the change: the notice goes to the address that was proven then. */
  user: User
  notice: Notice
  /** Null: told without a link. */
  undo: Undo | null
  /** Default: the request that is being answered. */
  origin?: RequestOrigin
  /** Default: the origin's device, now. */
  facts?: Pick<NoticeFacts, 'at' | 'device'>
  /** The call by which a function of the pool sends it instead; null where there is none. */
  handedTo?(link: string | null): Promise<SenderCall | null>
}

/**
 * Tells the person by mail what happened to the account, durably, with a link that takes it back. Nothing where it is not wanted, or no
 * address of the person is proven, or ten of this kind went out within an hour: nobody floods a mailbox, nor hides one change behind many
 * others. A link is unguessable, stored as a digest, used once, and over after seven days. Who may still take
 * back a change of address or number keeps that right alone: later holders of it are told without a link. CodeDeliveryFailure.
 */
export const sendNotice = async (deps: SendNoticeDeps, input: SendNoticeInput): Promise<void> => {
  const { pool, user, notice } = input
  const origin = input.origin ?? deps.requestOrigins.current()
  const to = noticeAddress(user)
  if (to === null || !(await wantsNotice(deps, pool, notice.kind, origin))) return
  const link = input.undo === null ? null : await makeLink(deps, input, input.undo)
  // What is not told of any more is taken back with what was.
  if (!(await withinLimit(deps, 'account-notice', `${user.id}/${notice.kind}`))) return
  const handedTo = (await input.handedTo?.(link)) ?? null
  const message = handedTo === null ? await wordNotice(deps, input, { origin, link }) : messageForFunction(handedTo)
  await deps.messageSender.send({
    ...message, poolId: pool.id, clientId: origin?.clientId ?? null, userId: user.id, username: user.username, medium: 'EMAIL', purpose: 'account-notice', to, code: null, link,
  })
}

const wordNotice = async (deps: SendNoticeDeps, input: SendNoticeInput, { origin, link }: { origin: RequestOrigin | null; link: string | null }) => {
  const { pool, user, notice } = input
  const facts: NoticeFacts = { address: origin?.address ?? null, ...(input.facts ?? { at: deps.clock.now(), device: deviceOf(origin) }) }
  const texts = await (notice.kind === 'newBrowser' ? textsForUserAlone : textsForUser)(deps, { pool, user })
  const brand = await deps.brands.brandOf({ poolId: pool.id, clientId: origin?.clientId ?? null })
  return buildNotice({ texts, locale: texts('messages.language'), poolName: pool.name, notice, facts, link, look: mailLook(brand), messages: brand.messages })
}

/** Where somebody is told of what happened: the proven e-mail address, or nowhere. */
export const noticeAddress = ({ attributes }: Pick<User, 'attributes'>): string | null =>
  attributes['email_verified'] === 'true' ? (attributes['email'] ?? null) : null

/** The page that takes a change back. */
export const NOTICE_PATH = '/notMe'

const makeLink = async (deps: SendNoticeDeps, { pool, user, notice, facts }: SendNoticeInput, undo: Undo): Promise<string | null> => {
  const token = deps.random.token()
  const now = deps.clock.now()
  const stored = await deps.noticeLinks.addLink({
    digest: digestToken(token), poolId: pool.id, userId: user.id, kind: notice.kind, undo, createdAt: facts?.at ?? now, expiresAt: new Date(now.getTime() + NOTICE_LINK_LIFETIME),
  }, undo.what === 'contact')
  return stored ? `${await deps.addresses.hostedBaseUrl(pool.id)}${NOTICE_PATH}?link=${token}` : null
}

const deviceOf = (origin: RequestOrigin | null): string | null => {
  const words = describeUserAgent(origin?.userAgent ?? null)
  return words === 'unknown' ? null : words
}
