import { digestToken } from '#src/crypto/token-digest.ts'
import { type RecordUserEventDeps, recordUserEvent } from '#src/domain/activity/record-user-event.ts'
import type { AccountDeletionStore } from '#src/domain/account/account-deletion-store.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { DeviceStore } from '#src/domain/devices/device-store.ts'
import type { SoftwareTokenStore } from '#src/domain/mfa/software-token-store.ts'
import type { PasskeyStore } from '#src/domain/passkeys/passkey.ts'
import type { RecoveryCodeStore } from '#src/domain/recovery-codes/recovery-code-store.ts'
import { recoveryContact } from '#src/domain/recovery/recovery-contact.ts'
import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { changeUser, type ChangeUserDeps } from '#src/domain/users/change-user.ts'
import type { MfaFactor, User } from '#src/domain/users/user.ts'
import { linkSpent } from './find-notice.ts'
import type { NoticeLinkStore, Undo } from './notice-link.ts'

export type DisownChangeDeps = ChangeUserDeps & RecordUserEventDeps & {
  noticeLinks: Pick<NoticeLinkStore, 'takeLink'>
  tokens: Pick<TokenStore, 'revokeUser'>
  softwareTokens: Pick<SoftwareTokenStore, 'deleteSoftwareToken'>
  passkeys: Pick<PasskeyStore, 'deletePasskey'>
  devices: Pick<DeviceStore, 'deleteDevice'>
  recoveryCodes: Pick<RecoveryCodeStore, 'deleteRecoveryCodes'>
  accountDeletions: Pick<AccountDeletionStore, 'withdrawDeletion'>
  clock: Clock
}

/** What is left for the person to do. */
export type Disowned = {
  user: User
  /** `reset`: a new password can be chosen by the proven contact; `ask`: it must be reset, and only an operator can; `none`: there is no password. */
  password: 'reset' | 'ask' | 'none'
}

/**
 * "This wasn't me": ends every session on every wire, takes back what the notice told of and what was changed since, as far as that can be
 * taken back, and lets nobody in by the present password. Of racing calls one wins. NotAuthorized for a link that is unknown, used,
 * over, or another pool's; nothing happens then.
 */
export const disownChange = async (deps: DisownChangeDeps, { pool, token }: { pool: UserPool; token: string }): Promise<Disowned> => {
  const [link, ...since] = await deps.noticeLinks.takeLink(pool.id, digestToken(token), deps.clock.now())
  const user = link === undefined ? null : await deps.users.findUserById(pool.id, link.userId)
  if (link === undefined || user === null) throw linkSpent()
  const undos = [link, ...since].map(({ undo }) => undo)
  await deps.tokens.revokeUser(pool.id, user.id, deps.clock.now())
  const changed = await changeUser(deps, pool, user, (current) => withdrawn(current, undos), { takeOver: true, quietly: true })
  for (const undo of undos) await takeAway(deps, changed, undo)
  // What was signed in while this went on ends too.
  await deps.tokens.revokeUser(pool.id, user.id, deps.clock.now())
  recordUserEvent(deps, { user, type: 'Disowned', details: { what: link.kind } })
  const password = changed.credential === null ? 'none' : recoveryContact(pool, changed) === null ? 'ask' : 'reset'
  return { user: changed, password }
}

/** The user as before: contacts that were replaced are back and proven, factors that were added are gone, the password opens nothing. */
const withdrawn = (user: User, undos: readonly Undo[]): User => {
  const attributes = { ...user.attributes }
  const pendingAttributes = { ...user.pendingAttributes }
  // The oldest first: of several changes of one contact the value before the first counts.
  for (const undo of undos.toReversed()) {
    if (undo.what !== 'contact') continue
    attributes[undo.attribute] = undo.before
    attributes[`${undo.attribute}_verified`] = 'true'
    delete pendingAttributes[undo.attribute]
  }
  const gone = new Set<MfaFactor>(undos.flatMap((undo) => (undo.what === 'factor' ? [undo.factor] : [])))
  const enabled = user.mfa.enabled.filter((factor) => !gone.has(factor))
  const preferred = user.mfa.preferred !== null && gone.has(user.mfa.preferred) ? null : user.mfa.preferred
  const status = user.credential !== null && user.status === 'CONFIRMED' ? 'RESET_REQUIRED' : user.status
  return { ...user, attributes, pendingAttributes, mfa: { enabled, preferred }, status }
}

const takeAway = async (deps: DisownChangeDeps, user: User, undo: Undo): Promise<unknown> => {
  switch (undo.what) {
    case 'factor': return undo.factor === 'SOFTWARE_TOKEN_MFA' ? deps.softwareTokens.deleteSoftwareToken(user.id) : undefined
    case 'passkey': return deps.passkeys.deletePasskey({ poolId: user.poolId, userId: user.id, id: undo.id, keepLast: false })
    case 'device': return deps.devices.deleteDevice(user.id, undo.key)
    case 'recovery-codes': return deps.recoveryCodes.deleteRecoveryCodes(user.id)
    case 'deletion': return deps.accountDeletions.withdrawDeletion(user.poolId, user.id)
    default: return undefined
  }
}
