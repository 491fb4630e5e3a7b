export type ResourceServerScope = { name: string; description: string }
export type ResourceServer = {
  poolId: string
  identifier: string
  name: string
  scopes: ResourceServerScope[]
  createdAt: Date
  updatedAt: Date
}

export type ResourceServerStore = {
  findResourceServer(poolId: string, identifier: string): Promise<ResourceServer | null>
  listResourceServers(page: { poolId: string; after: string | null; limit: number }): Promise<{ resourceServers: ResourceServer[]; next: string | null }>
  /** InvalidParameter when the identifier is taken. */
  createResourceServer(server: ResourceServer): Promise<void>
  /** ResourceNotFound when it is gone. */
  updateResourceServer(server: ResourceServer): Promise<void>
  deleteResourceServer(poolId: string, identifier: string): Promise<void>
}
