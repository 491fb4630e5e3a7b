// Everything that reaches past oidc-provider's public interface, for the exactly pinned version. Checked by oidc-provider-internals.test.ts.
import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC, TokenEndpointGrantContext } from 'oidc-provider'
import { checkDpopReplay, checkDpopRequired, findGrantSource, validateDpop } from 'oidc-provider/lib/helpers/grants.js'
import instance from 'oidc-provider/lib/helpers/weak_cache.js'

export { checkDpopReplay, checkDpopRequired, findGrantSource, validateDpop }

type AuthorizationResponse = Record<string, unknown>
export type ResponseHandler = (ctx: KoaContextWithOIDC, redirectUri: string, response: AuthorizationResponse) => Promise<void>

/**
 * Opens what the configuration cannot express: the `token` response type by itself (Cognito's implicit flow), scopes that
 * come and go with resource servers (`scopes` may grow), redirect addresses as registered (they are checked when written),
 * own response modes.
 */
export function openProvider(provider: Provider, scopes: Set<string>, modes: Readonly<Record<string, ResponseHandler>>): void {
  const { configuration, responseModes } = instance(provider)
  configuration.responseTypes.push('token')
  configuration.grantTypes.add('implicit')
  configuration.scopes = scopes
  for (const [name, handler] of Object.entries(modes)) responseModes.set(name, handler)
  const { prototype } = (provider.Client as unknown as { Schema: { prototype: { redirectUris(): void } } }).Schema
  prototype.redirectUris = () => {}
}

/** Replaces how a client's secret is compared: two may be live at a time. */
export function compareSecretsBy(provider: Provider, matches: (clientId: string, given: string) => Promise<boolean>): void {
  provider.Client.prototype.compareClientSecret = function compare(given: string) {
    return matches(this.clientId, given) as unknown as boolean
  }
}

export type { TokenEndpointGrantContext }
