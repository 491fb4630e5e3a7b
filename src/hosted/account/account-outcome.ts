import type { IncomingMessage, ServerResponse } from 'node:http'
import { minutes } from '#src/contracts/duration.ts'
import type { FieldErrors, Notice, Summary } from '#src/contracts/hosted/page-frame.ts'
import type { Sealer } from '#src/crypto/sealing.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { HostedContext } from '#src/hosted/hosted-context.ts'
import type { SignedInBrowser } from '#src/oidc/pending-interaction.ts'

/**
 * What a form of the portal leaves for the page after it. Travels sealed in a cookie of a few minutes: the portal has no pending
 * request to keep it in. Holds no password and no code; a seed or recovery codes only in `setUp`, for the page that shows them.
 */
export type AccountOutcome = {
  summary?: Summary | undefined
  fieldErrors?: FieldErrors | undefined
  notice?: Notice | undefined
  /** Values to keep in the inputs, by input name. */
  values?: Record<string, string> | undefined
  /** What a task of several steps goes on with. Stays until the task is done or given up. */
  setUp?: Record<string, string> | undefined
}

type OutcomeDeps = { sealer: Sealer; clock: Clock }
type Kept = { path: string; session: string; until: number; outcome: AccountOutcome }
type Place = Pick<HostedContext, 'pool' | 'request'> & { browser: SignedInBrowser }

const KEPT_FOR = minutes(10)
/** Browsers keep cookies of 4096 bytes, name and attributes included (RFC 6265 §6.1). */
const LARGEST = 3600

const cookieName = (poolId: string, secure: boolean): string => `${secure ? '__Host-' : ''}${poolId}.account`
const sealContext = (poolId: string): string => `account-outcome/${poolId}`

/** Keeps an outcome for the page at `path` (what follows `/account`). Typed values are dropped when they are too long to be carried. */
export const keepOutcome = (deps: OutcomeDeps, res: ServerResponse, { pool, request, browser }: Place, path: string, outcome: AccountOutcome): void => {
  const seal = (kept: AccountOutcome): string => {
    const record: Kept = { path, session: browser.sessionUid, until: deps.clock.now().getTime() + KEPT_FOR, outcome: kept }
    return deps.sealer.seal(JSON.stringify(record), sealContext(pool.id))
  }
  const whole = seal(outcome)
  const { values: _values, ...rest } = outcome
  const value = whole.length <= LARGEST ? whole : seal(rest)
  res.appendHeader('Set-Cookie', `${cookieName(pool.id, request.secure)}=${value}; Max-Age=${KEPT_FOR / 1000}; Path=/; HttpOnly; SameSite=Lax${request.secure ? '; Secure' : ''}`)
}

/** What the last form left for this page; a page says it once, and keeps only a task under way. */
export const takeOutcome = (deps: OutcomeDeps, req: IncomingMessage, res: ServerResponse, place: Place, path: string): AccountOutcome => {
  const outcome = readOutcome(deps, req, place, path)
  if (outcome === null) return {}
  const { setUp } = outcome
  if (setUp === undefined) forgetOutcome(res, place)
  else keepOutcome(deps, res, place, path, { setUp })
  return outcome
}

/** The same without saying it: null when nothing was left for this page and this session. */
export const readOutcome = (deps: OutcomeDeps, req: IncomingMessage, place: Place, path: string): AccountOutcome | null => {
  const name = cookieName(place.pool.id, place.request.secure)
  const sealed = (req.headers.cookie ?? '').split(/; */).find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
  const kept = sealed === undefined ? null : open(deps, sealed, place.pool.id)
  if (kept === null || kept.path !== path || kept.session !== place.browser.sessionUid || kept.until <= deps.clock.now().getTime()) return null
  return kept.outcome
}

/** Ends a task under way. */
export const forgetOutcome = (res: ServerResponse, { pool, request }: Pick<Place, 'pool' | 'request'>): void => {
  res.appendHeader('Set-Cookie', `${cookieName(pool.id, request.secure)}=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; HttpOnly; SameSite=Lax${request.secure ? '; Secure' : ''}`)
}

const open = ({ sealer }: OutcomeDeps, sealed: string, poolId: string): Kept | null => {
  try {
    return JSON.parse(sealer.open(sealed, sealContext(poolId)).toString('utf8')) as Kept
  } catch {
    return null // sealed by nobody here, or under a key that is gone: as good as none
  }
}
