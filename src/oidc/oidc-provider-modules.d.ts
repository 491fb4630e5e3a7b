// Types of the inner modules that oidc-provider-internals.ts uses; the published types do not cover them.
/* eslint-disable no-restricted-syntax -- the modules described here have default exports */
declare module 'oidc-provider/lib/helpers/weak_cache.js' {
  import type Provider from 'oidc-provider'
  import type { KoaContextWithOIDC } from 'oidc-provider'

  type ResponseMode = (ctx: KoaContextWithOIDC, redirectUri: string, payload: Record<string, unknown>) => void | Promise<void>
  type Inner = {
    configuration: { responseTypes: string[]; grantTypes: Set<string>; scopes: Set<string> }
    responseModes: Map<string, ResponseMode>
  }
  export default function instance(provider: Provider): Inner
}

