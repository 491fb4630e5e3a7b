import { DomainError } from '#src/domain/domain-error.ts'
import type { ResourceServerStore } from '#src/domain/resource-servers/resource-server.ts'

/** Scopes that exist without a resource server (Cognito: scopes). */
const SYSTEM_SCOPES: ReadonlySet<string> = new Set(['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin', 'aws.cognito/dcr/register'])

/** Whether the scope belongs to a resource server: `<identifier>/<scope>`. */
export const isCustomScope = (scope: string): boolean => !SYSTEM_SCOPES.has(scope)

/** ScopeDoesNotExist unless each scope is a system scope or one of the pool's resource servers has it. */
export const checkScopes = async (
  deps: { resourceServers: Pick<ResourceServerStore, 'findResourceServer'> }, poolId: string, scopes: readonly string[],
): Promise<void> => {
  for (const scope of scopes.filter(isCustomScope)) {
    // Identifiers may contain slashes, scope names may not.
    const slash = scope.lastIndexOf('/')
    const server = slash < 1 ? null : await deps.resourceServers.findResourceServer(poolId, scope.slice(0, slash))
    if (server?.scopes.some(({ name }) => name === scope.slice(slash + 1)) !== true) {
      throw new DomainError('ScopeDoesNotExist', `Invalid scope requested: ${scope}`, { field: 'AllowedOAuthScopes' })
    }
  }
}
