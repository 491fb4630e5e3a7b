import type { PasswordCredential, User, UserName } from './user.ts'

export type UserFilter =
  | { attribute: 'username' | 'email' | 'phone_number' | 'name' | 'given_name' | 'family_name' | 'preferred_username' | 'sub'; match: 'equals' | 'starts-with'; value: string }
  | { attribute: 'cognito:user_status'; match: 'equals' | 'starts-with'; value: string }
  | { attribute: 'status'; match: 'equals' | 'starts-with'; value: string }

/** What a list shows of a user: nothing that proves who they are. */
export type ListedUser = Pick<User, 'id' | 'username' | 'status' | 'enabled' | 'attributes' | 'createdAt' | 'updatedAt'>

/** Users and the names they sign in by. Every method is one atomic statement or transaction. */
export type UserStore = {
  /** One statement: by canonical name (any kind). */
  findUserByName(poolId: string, canonicalName: string): Promise<User | null>
  findUserById(poolId: string, userId: string): Promise<User | null>
  /** Inserts user and names together; UsernameExists when the username is taken, AliasExists when another name is. Of racing calls one wins. */
  createUser(user: User, names: UserName[]): Promise<void>
  /**
   * Compare-and-set on `version`: ConcurrentModification when somebody else was first, UserNotFound when gone.
   * `names`, if given, replaces the user's names of those kinds (a kind with name null is dropped);
   * `takeOver` moves a name held by another user here and un-verifies it there, else AliasExists.
   * `tokensValidFrom` and `deletionDueAt` are left alone: only TokenStore.revokeUser and AccountDeletionStore move them.
   */
  updateUser(user: User, change?: { names?: { kind: UserName['kind']; name: string | null }[]; takeOver?: boolean }): Promise<User>
  /**
   * Writes the user as updateUser does (status and attributes included) with the new credential, and remembers the hash before in
   * the history, keeping `historySize` of them. CAS on version like updateUser.
   */
  setPassword(user: User, credential: PasswordCredential, historySize: number): Promise<User>
  /** Newest first, the current one not included. */
  passwordHistory(userId: string, limit: number): Promise<string[]>
  deleteUser(poolId: string, userId: string): Promise<void>
  /** One statement. */
  listUsers(page: { poolId: string; filter: UserFilter | null; after: string | null; limit: number }): Promise<{ users: ListedUser[]; next: string | null }>
  findUsersById(poolId: string, userIds: string[]): Promise<User[]>
}
