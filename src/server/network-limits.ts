import ipaddr from 'ipaddr.js'
import type { Config } from '#src/config/config.ts'
import { networkOf } from '#src/domain/attempts/network-of.ts'
import type { NetworkLimits } from '#src/domain/attempts/limit-network.ts'
import { createNetworkMatcher } from './read-peer.ts'

/**
 * Which addresses stand for somebody: where proxies are configured every one but theirs; otherwise public ones alone, since a
 * private or loopback one may be a proxy nobody told us of, with everybody behind it.
 */
export function createNetworkLimits({ trustProxy, networkTryLimit }: Pick<Config, 'trustProxy' | 'networkTryLimit'>): NetworkLimits {
  const isProxy = createNetworkMatcher(trustProxy)
  const standsForSomebody = (address: string): boolean =>
    trustProxy.length > 0 ? !isProxy(address) : ipaddr.process(address).range() === 'unicast'
  return {
    passwordTries: networkTryLimit,
    networkOf(address) {
      const network = address === null ? null : networkOf(address)
      return address !== null && network !== null && standsForSomebody(address) ? network : null
    },
  }
}
