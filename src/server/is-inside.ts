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

const NEAR = /^(127\.|::1$|::ffff:127\.)/

/**
 * Whether a request comes straight from a public address. Nobody out there can mean this machine by `localhost`: whoever says so
 * looks for a development instance that listens to the world by mistake.
 */
export function isFromFar(req: { readonly socket: { readonly remoteAddress?: string | undefined } }): boolean {
  const address = req.socket.remoteAddress ?? ''
  return !NEAR.test(address) && ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}
