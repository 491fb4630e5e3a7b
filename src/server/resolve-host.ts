import { isLoopbackHost, type Config } from '#src/config/config.ts'
import type { PoolAddress } from '#src/contracts/pool-request.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'

/** Whose a host is: the base address', a pool's own domain, or nobody's. */
export type Destination = { readonly kind: 'base' } | { readonly kind: 'pool'; readonly address: PoolAddress } | { readonly kind: 'unknown' }

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/

const BASE: Destination = { kind: 'base' }
const UNKNOWN: Destination = { kind: 'unknown' }

/**
 * Looks a Host header up in configuration and the pools' domains; nothing is ever built from the header itself.
 * In development the loopback names of this machine mean the base address too.
 */
export function createHostResolver(config: Pick<Config, 'mode' | 'publicUrl' | 'authDomain'>, pools: Pick<UserPoolStore, 'findDomain'>): (host: string) => Destination | Promise<Destination> {
  const base = new URL(config.publicUrl)
  const [, authPort = ''] = config.authDomain.split(':')
  const authSuffix = `.${config.authDomain.split(':')[0]}`
  const usualPort = base.protocol === 'https:' ? '443' : '80'
  const isBase = (name: string, port: string) =>
    port === base.port && (name === base.hostname || (config.mode === 'development' && (name === 'localhost' || isLoopbackAddress(name)) && isLoopbackHost(base.hostname)))

  const poolAt = async (domain: string, kind: 'prefix' | 'custom', host: string): Promise<Destination> => {
    const found = await pools.findDomain(domain)
    // A claim that its owner has not confirmed is nobody's host.
    if (found === null || found.kind !== kind || found.status !== 'ACTIVE') return UNKNOWN
    const origin = `${base.protocol}//${host}`
    return { kind: 'pool', address: { poolId: found.poolId, origin, basePath: '', baseUrl: origin } }
  }

  return (header) => {
    if (header === base.host) return BASE
    const { name, port } = splitHost(header, usualPort)
    if (isBase(name, port)) return BASE
    if (!HOST_NAME.test(name)) return UNKNOWN
    if (name.endsWith(authSuffix) && port === authPort) {
      const prefix = name.slice(0, -authSuffix.length)
      return prefix.includes('.') ? UNKNOWN : poolAt(prefix, 'prefix', `${prefix}.${config.authDomain}`)
    }
    return port === base.port && name.includes('.') ? poolAt(name, 'custom', `${name}${port === '' ? '' : `:${port}`}`) : UNKNOWN
  }
}

/** Whether a Host header names a machine by address or as itself: the way health probes ask. */
export function isProbeHost(header: string): boolean {
  const { name } = splitHost(header, '')
  return name === 'localhost' || /^[\d.]+$/.test(name) || /^\[[0-9a-f:.]+\]$/.test(name)
}

const isLoopbackAddress = (name: string): boolean => name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name)

function splitHost(header: string, usualPort: string): { name: string; port: string } {
  const match = /^(\[[0-9a-fA-F:.]+\]|[^:]*)(?::(\d{1,5}))?$/.exec(header)
  const port = match?.[2] ?? ''
  return { name: (match?.[1] ?? '').toLowerCase(), port: port === usualPort ? '' : port }
}
