import type { IncomingMessage, ServerResponse } from 'node:http'
import { hours } from '#src/contracts/duration.ts'
import type { Clock } from '#src/domain/clock.ts'
import { sendJson } from './answers.ts'
import { isNear } from './is-inside.ts'
import type { LiveHosts } from './live-hosts.ts'
import { createNetworkMatcher } from './read-peer.ts'
import { isProbeHost } from './resolve-host.ts'

/** Where a proxy that gets certificates as they are needed asks whether it may (Caddy: on-demand TLS). */
export const CERTIFICATE_PERMISSION_PATH = '/tls-permission'

export type CertificatePermission = {
  /** Whether a request comes from a proxy of the operator's own. Ask before forwarded headers are removed. */
  isAsked(req: IncomingMessage, path: string): boolean
  answer(res: ServerResponse, query: string): void
}

export type CertificatePermissionDeps = { liveHosts: LiveHosts; baseHost: string; trustProxy: readonly string[]; clock: Clock }

/**
 * Host names that are young and were never asked for before, in an hour. Whoever may make domains could otherwise use up what
 * a certificate authority gives to one installation in a week.
 */
const YOUNG_NAMES = 60
const YOUNG = hours(1)

/** Says yes for host names that answer, from memory alone: in no time, also while the database is away. */
export function createCertificatePermission({ liveHosts, baseHost, trustProxy, clock }: CertificatePermissionDeps): CertificatePermission {
  const isTrusted = createNetworkMatcher(trustProxy)
  const young = new Map<string, number>()

  const takesPlace = (name: string, since: Date): boolean => {
    const now = clock.now().getTime()
    if (now - since.getTime() >= YOUNG || young.has(name)) return true
    for (const [known, at] of young) if (now - at >= YOUNG) young.delete(known)
    if (young.size >= YOUNG_NAMES) return false
    young.set(name, now)
    return true
  }

  /** Neighbours call the server by an address or a name of the inner network, and not by what the world calls it. */
  const isPublicName = (host: string): boolean => {
    const name = host.replace(/:\d+$/, '').toLowerCase()
    return !isProbeHost(host) && (name === baseHost || liveHosts().has(name))
  }

  return {
    isAsked: (req, path) => path === CERTIFICATE_PERMISSION_PATH && isDirect(req) && !isPublicName(req.headers.host ?? '') && isNear(req, isTrusted),
    answer(res, query) {
      const [name, ...more] = new URLSearchParams(query).getAll('domain')
      const since = name === undefined || more.length > 0 ? undefined : liveHosts().get(name)
      if (since === undefined && (name !== baseHost || more.length > 0)) return sendJson(res, 403, { allowed: false })
      if (since !== undefined && name !== undefined && !takesPlace(name, since)) return sendJson(res, 429, { allowed: false }, { 'retry-after': '3600' })
      sendJson(res, 200, { allowed: true })
    },
  }
}

/** A proxy that hands on somebody else's request says so. */
const isDirect = ({ headers }: IncomingMessage): boolean =>
  headers.forwarded === undefined && headers.via === undefined && Object.keys(headers).every((name) => !name.startsWith('x-forwarded-'))
