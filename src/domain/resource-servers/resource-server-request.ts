import { z } from 'zod'
import { NAME_PATTERN, SCOPE_PATTERN, text } from '#src/domain/constraint.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { ResourceServer, ResourceServerScope } from './resource-server.ts'

const scope = z.object({
  ScopeName: text({ min: 1, max: 256, pattern: '[\\x21\\x23-\\x2E\\x30-\\x5B\\x5D-\\x7E]+' }),
  ScopeDescription: text({ min: 1, max: 256 }),
})

export const resourceServerIdentifier = text({ min: 1, max: 256, pattern: SCOPE_PATTERN })

/** CreateResourceServer and UpdateResourceServer without the pool. */
export const resourceServerRequest = z.object({
  Identifier: resourceServerIdentifier,
  Name: text({ min: 1, max: 256, pattern: NAME_PATTERN }),
  Scopes: z.array(scope).max(100).default([]),
})
export type ResourceServerRequest = z.input<typeof resourceServerRequest> & { UserPoolId: string }

/** Scopes as stored; InvalidParameter when one comes twice. */
export const scopesOf = (scopes: z.output<typeof resourceServerRequest>['Scopes']): ResourceServerScope[] => {
  const names = scopes.map(({ ScopeName }) => ScopeName)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new DomainError('InvalidParameter', `Duplicate scope name: ${twice}`, { field: 'Scopes' })
  return scopes.map(({ ScopeName, ScopeDescription }) => ({ name: ScopeName, description: ScopeDescription }))
}

/** ResourceServerType. */
export const resourceServerDescription = (server: ResourceServer): Required<ResourceServerRequest> => ({
  UserPoolId: server.poolId,
  Identifier: server.identifier,
  Name: server.name,
  Scopes: server.scopes.map(({ name, description }) => ({ ScopeName: name, ScopeDescription: description })),
})
