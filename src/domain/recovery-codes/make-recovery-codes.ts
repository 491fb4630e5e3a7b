import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import { noteChange, type NoteChangeDeps } from '#src/domain/activity/note-change.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import type { RecoveryCodeStore } from './recovery-code-store.ts'
import { drawRecoveryCode, hashRecoveryCode, RECOVERY_CODE_COUNT } from './recovery-code.ts'

export type MakeRecoveryCodesDeps = NoteChangeDeps & {
  users: Pick<UserStore, 'findUserById'>
  userPools: Pick<UserPoolStore, 'findPool'>
  recoveryCodes: Pick<RecoveryCodeStore, 'replaceRecoveryCodes'>
  random: Pick<Random, 'fromAlphabet'>
  keyedHash: Pick<KeyedHash, 'code'>
  clock: Clock
}

/**
 * Ten new codes of a user, each good for one sign-in in place of the second factor; every older one is worth nothing from then on.
 * They are shown now or never: only keyed hashes are kept. UserNotFound.
 */
export const makeRecoveryCodes = async (deps: MakeRecoveryCodesDeps, { user }: { user: Pick<User, 'id' | 'poolId'> }): Promise<string[]> => {
  const codes = new Set<string>()
  while (codes.size < RECOVERY_CODE_COUNT) codes.add(drawRecoveryCode(deps.random))
  const hashes = [...codes].map((code) => hashRecoveryCode(deps.keyedHash, user, code))
  await deps.recoveryCodes.replaceRecoveryCodes(user.id, { hashes, madeAt: deps.clock.now() })
  await tellOwner(deps, user)
  return [...codes]
}

const tellOwner = async (deps: MakeRecoveryCodesDeps, { id, poolId }: Pick<User, 'id' | 'poolId'>): Promise<void> => {
  const [pool, owner] = await Promise.all([deps.userPools.findPool(poolId), deps.users.findUserById(poolId, id)])
  if (pool && owner) await noteChange(deps, pool, owner, { type: 'RecoveryCodesMade', notice: { kind: 'recoveryCodesMade' }, undo: { what: 'recovery-codes' } })
}
