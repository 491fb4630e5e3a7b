import { digestToken } from '#src/crypto/token-digest.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { NoticeKind } from './notice-kind.ts'
import type { NoticeLinkStore } from './notice-link.ts'

export type FindNoticeDeps = { noticeLinks: Pick<NoticeLinkStore, 'findLink'>; clock: Clock }

/** What a link of a notice would take back; null for one that is used, over, unknown or another pool's. Changes nothing. One statement. */
export const findNotice = async (deps: FindNoticeDeps, { pool, token }: { pool: UserPool; token: string }): Promise<{ kind: NoticeKind } | null> => {
  const link = await deps.noticeLinks.findLink(pool.id, digestToken(token), deps.clock.now())
  return link === null ? null : { kind: link.kind }
}

/** The link was used, is over, or never was. */
export const linkSpent = (): DomainError => new DomainError('NotAuthorized', 'The link cannot be used any more.', { reason: 'link-spent' })
