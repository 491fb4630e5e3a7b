import { type FindResourceServerDeps, requireResourceServer, type ResourceServerName } from './require-resource-server.ts'
import type { ResourceServer } from './resource-server.ts'

/** The resource server. ResourceNotFound (Cognito: DescribeResourceServer). */
export const describeResourceServer = (deps: FindResourceServerDeps, request: ResourceServerName): Promise<ResourceServer> =>
  requireResourceServer(deps, request)
