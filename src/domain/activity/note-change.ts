import { maskDestination } from '#src/domain/messages/mask-destination.ts'
import type { Undo } from '#src/domain/notices/notice-link.ts'
import type { Notice } from '#src/domain/notices/notice.ts'
import { sendNotice, type SendNoticeDeps } from '#src/domain/notices/send-notice.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { MfaFactor, User } from '#src/domain/users/user.ts'
import { recordUserEvent, type RecordUserEventDeps } from './record-user-event.ts'
import type { UserEventType } from './user-event.ts'

export type NoteChangeDeps = RecordUserEventDeps & SendNoticeDeps

/** A change of an account: how it is recorded, how the person is told of it, and what can be taken back. */
export type NotedChange = { type: UserEventType; details?: Readonly<Record<string, string>>; notice: Notice | null; undo?: Undo | null }

/** Records a change that was made, and tells the person. `user`: as before it. CodeDeliveryFailure. */
export const noteChange = async (deps: NoteChangeDeps, pool: UserPool, user: User, { type, details, notice, undo }: NotedChange): Promise<void> => {
  recordUserEvent(deps, { user, type, ...(details === undefined ? {} : { details }) })
  if (notice !== null) await sendNotice(deps, { pool, user, notice, undo: undo ?? null })
}

/**
 * Notes what a write changed of contacts and factors. Every change of a user's record passes here, on every wire. `quietly`: recorded
 * alone, where whoever changed it is told otherwise.
 */
export const noteUserChange = async (deps: NoteChangeDeps, pool: UserPool, before: User, after: User, quietly: boolean): Promise<void> => {
  for (const change of [...contactChanges(before, after), ...factorChanges(before, after)]) {
    await noteChange(deps, pool, before, quietly ? { ...change, notice: null } : change)
  }
}

const CONTACTS = [['email', 'EmailChange', 'emailChanged'], ['phone_number', 'PhoneChange', 'phoneChanged']] as const

/** A contact that was never proven, or belongs to an account that is not confirmed yet, is a correction and nobody's loss. */
const contactChanges = (before: User, after: User): NotedChange[] =>
  CONTACTS.flatMap(([attribute, type, kind]) => {
    const [old, fresh] = [before.attributes[attribute], after.attributes[attribute]]
    if (old === fresh || before.status === 'UNCONFIRMED') return []
    const to = fresh ? maskDestination(attribute, fresh) : null
    const wasProven = Boolean(old) && before.attributes[`${attribute}_verified`] === 'true'
    const details = { ...(old ? { from: maskDestination(attribute, old) } : {}), ...(to === null ? {} : { to }) }
    return [{ type, details, notice: attribute === 'email' && !wasProven ? null : { kind, to }, undo: wasProven && old ? { what: 'contact', attribute, before: old } : { what: 'nothing' } }]
  })

const factorChanges = (before: User, after: User): NotedChange[] => [
  ...without(after.mfa.enabled, before.mfa.enabled).map((factor): NotedChange => ({ type: 'FactorOn', details: { factor }, notice: { kind: 'factorOn', factor }, undo: { what: 'factor', factor } })),
  ...without(before.mfa.enabled, after.mfa.enabled).map((factor): NotedChange => ({ type: 'FactorOff', details: { factor }, notice: { kind: 'factorOff', factor }, undo: { what: 'nothing' } })),
]

const without = (factors: readonly MfaFactor[], others: readonly MfaFactor[]): MfaFactor[] => factors.filter((factor) => !others.includes(factor))
