import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import { isProbeHost } from './resolve-host.ts'

const INSIDE: ReadonlySet<string> = new Set(['loopback', 'private', 'uniqueLocal', 'linkLocal'])

/**
 * Whether a request comes straight from the operator's own network: from a private address, to this machine by its
 * address, and through no proxy. Ask before forwarded headers are removed.
 */
export function isInside(req: IncomingMessage): boolean {
  const address = req.socket.remoteAddress ?? ''
  const direct = req.headers['x-forwarded-for'] === undefined && req.headers.forwarded === undefined && req.headers.via === undefined
  return direct && ipaddr.isValid(address) && INSIDE.has(ipaddr.process(address).range()) && isProbeHost(req.headers.host ?? '')
}

/** Whether whoever is at the other end of the connection is at a private address, or trusted by name. */
export function isNear(req: IncomingMessage, isTrusted: (address: string) => boolean): boolean {
  const given = req.socket.remoteAddress ?? ''
  if (!ipaddr.isValid(given)) return false
  const address = ipaddr.process(given)
  return INSIDE.has(address.range()) || isTrusted(address.toString())
}

const NEAR = /^(127\.|::1$|::ffff:127\.)/

/**
 * Whether a request comes straight from a public address. Nobody out there can mean this machine by `localhost`: whoever says so
 * looks for a development instance that listens to the world by mistake.
 */
export function isFromFar(req: { readonly socket: { readonly remoteAddress?: string | undefined } }): boolean {
  const address = req.socket.remoteAddress ?? ''
  return !NEAR.test(address) && ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}
