import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { days } from '#src/contracts/duration.ts'
import { KNOWN_FOR } from '#src/domain/attempts/try-places.ts'
import type { Browser, BrowserDevice } from '#src/domain/devices/browser.ts'
import { clearCookie, setCookie } from '#src/oidc/cookies.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

type Asked = Pick<HostedContext, 'req' | 'request'>

/** The longest that browsers keep a cookie (RFC 6265bis §5.5). */
const DEVICE_KEPT_FOR = days(400)
/** Users whom one browser is a device of, or known to; the ones before them are forgotten. */
const MOST_DEVICES = 8
const MOST_KNOWN = 5
/** How old an entry is written again, so that not every sign-in sends the cookie. */
const RENEWED_AFTER = days(1)

/** Several pools share a host, so every name carries its pool; one device cookie a user, one cookie for all who are known. */
const cookieNames = ({ poolId, secure }: Asked['request']) => {
  const start = `${secure ? '__Host-' : ''}${poolId}.`
  return { device: `${start}device.`, known: `${start}known` }
}

const known = z.array(z.object({ userId: z.string().uuid(), place: z.string().max(64), at: z.number() }))
type Known = z.output<typeof known>

/** What the browser brings along from earlier sign-ins to this pool; whatever is not of ours counts as nothing. */
export const readBrowser = (deps: ReadDeps, asked: Asked): Browser => ({ devices: readDevices(asked), knownAs: readKnown(deps, asked) })

type ReadDeps = Pick<HostedDeps, 'sealer' | 'clock'>
type Kept = { userId: string; browserDevice: BrowserDevice | undefined }

/**
 * After a finished sign-in: gives the browser what it keeps of it. The device it has become, or was, and that this user is known here, so
 * that others' failures do not lock them out.
 */
export const keepBrowser = (deps: KeepDeps, answered: Answered, { userId, browserDevice }: Kept): void => {
  if (browserDevice !== undefined) keepDevice(deps, answered, browserDevice)
  keepKnown(deps, answered, userId)
}

type KeepDeps = ReadDeps & Pick<HostedDeps, 'random'>
type Answered = Pick<HostedContext, 'req' | 'res' | 'request'>

const keepDevice = ({ clock }: KeepDeps, { req, res, request }: Answered, { owner, key, secret }: BrowserDevice): void => {
  const { device } = cookieNames(request)
  const others = readDevices({ req, request }).filter((other) => other.owner !== owner)
  for (const forgotten of others.slice(0, Math.max(0, others.length - MOST_DEVICES + 1))) clearCookie(res, `${device}${forgotten.owner}`, request.secure)
  setCookie(res, `${device}${owner}`, `${key}.${secret}`, request.secure, { expires: new Date(clock.now().getTime() + DEVICE_KEPT_FOR) })
}

const keepKnown = (deps: KeepDeps, { req, res, request }: Answered, userId: string): void => {
  const now = deps.clock.now()
  const before = readKnown(deps, { req, request })
  const own = before.find((entry) => entry.userId === userId)
  if (own !== undefined && now.getTime() - own.at < RENEWED_AFTER) return
  // The place keeps its name, and with it the tries that were counted there.
  const entry = { userId, place: own?.place ?? deps.random.token(12), at: now.getTime() }
  const entries: Known = [entry, ...before.filter((other) => other.userId !== userId)].slice(0, MOST_KNOWN)
  const sealed = deps.sealer.seal(JSON.stringify(entries), contextOf(request.poolId))
  setCookie(res, cookieNames(request).known, sealed, request.secure, { expires: new Date(now.getTime() + KNOWN_FOR) })
}

const readDevices = ({ req, request }: Asked): BrowserDevice[] => {
  const { device } = cookieNames(request)
  return cookiesOf(req).flatMap(([name, value]) => {
    const [, key, secret] = /^([\w-]{1,55}_[0-9a-f-]{36})\.([\w-]{43})$/.exec(value) ?? []
    return name.startsWith(device) && key !== undefined && secret !== undefined ? [{ owner: name.slice(device.length), key, secret }] : []
  })
}

const readKnown = ({ sealer, clock }: ReadDeps, { req, request }: Asked): Known => {
  const name = cookieNames(request).known
  const value = cookiesOf(req).find(([cookie]) => cookie === name)?.[1]
  if (value === undefined) return []
  try {
    const entries = known.parse(JSON.parse(sealer.open(value, contextOf(request.poolId)).toString('utf8')))
    // A browser drops the cookie by itself, a copy of it does not.
    return entries.filter(({ at }) => clock.now().getTime() - at < KNOWN_FOR)
  } catch (error) {
    // Not ours, or of a master key that is gone: a browser that nobody is known in.
    if ((error as { code?: unknown }).code === 'SealBroken') return []
    throw error
  }
}

const contextOf = (poolId: string): string => `known-browser/${poolId}`

const cookiesOf = (req: IncomingMessage): [name: string, value: string][] =>
  (req.headers.cookie ?? '').split(/; */).flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=')
    return at > 0 ? [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]] : []
  })
