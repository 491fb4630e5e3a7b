import type { Texts } from '#src/contracts/messages/catalogues.ts'
import { DEFAULT_LOCALE } from '#src/contracts/messages/catalogues.ts'
import { findLocale } from '#src/contracts/messages/find-locale.ts'
import type { RequestOrigins } from '#src/domain/activity/request-origin.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'

export type TextsForUserDeps = {
  requestOrigins: Pick<RequestOrigins, 'current'>
  /** The built-in words in a language (BCP 47). */
  textsFor: (locale: string) => Promise<Texts>
}

type Addressee = { pool: UserPool; user: Pick<User, 'attributes'> }

/** The words of a message to somebody: in the language of the `locale` attribute, else of the request, else of the pool. */
export const textsForUser = (deps: TextsForUserDeps, { pool, user }: Addressee): Promise<Texts> =>
  deps.textsFor(ownLocale(user) ?? deps.requestOrigins.current()?.language ?? poolLocale(pool))

/** The same where somebody else may have sent the request: a stranger's browser does not choose the words. */
export const textsForUserAlone = (deps: Pick<TextsForUserDeps, 'textsFor'>, { pool, user }: Addressee): Promise<Texts> => deps.textsFor(ownLocale(user) ?? poolLocale(pool))

/** The language of a pool's pages and messages where nobody says another. */
export const poolLocale = ({ settings }: Pick<UserPool, 'settings'>): string => settings.Poolhouse.language ?? DEFAULT_LOCALE

const ownLocale = ({ attributes }: Pick<User, 'attributes'>): string | undefined => findLocale(attributes['locale'] ?? '')
