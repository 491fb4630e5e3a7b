import type { Operation } from './operation.ts'
import { AdminGetUser } from './operations/admin-get-user.ts'
import { CreateGroup } from './operations/create-group.ts'
import { GetUser } from './operations/get-user.ts'
import { InitiateAuth } from './operations/initiate-auth.ts'
import { ListGroups } from './operations/list-groups.ts'

const ALL: readonly Operation[] = [
  AdminGetUser,
  CreateGroup,
  GetUser,
  InitiateAuth,
  ListGroups,
]

/** Every operation by its name on the wire. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(ALL.map((operation) => [operation.name, operation]))
