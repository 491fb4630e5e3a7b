import { minutes } from '#src/contracts/duration.ts'
import type { Clock } from '#src/domain/clock.ts'
import { claimOf, type DomainEvidence, type DomainHosts, judgeDomain, type JudgedDomain } from './domain-proof.ts'
import type { UserPoolStore } from './user-pool-store.ts'

export type CheckDomainProofsDeps = {
  userPools: Pick<UserPoolStore, 'takeDueDomain' | 'putOffCheck' | 'recordProof'>
  domainHosts: DomainHosts
  domainEvidence: DomainEvidence
  clock: Clock
}

/** A domain at hand is left to others when this process ends before it has looked. */
const LEASE = minutes(1)

/** Domains looked at at once: one whose name servers never answer holds up no other. */
const AT_ONCE = 8

/** Looks for the owners' word on every domain that is due, and tells `heard` what changed. Several instances share the work. */
export const checkDomainProofs = async (deps: CheckDomainProofsDeps, heard: (judged: JudgedDomain) => void, stopping: () => boolean = () => false): Promise<void> => {
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (!stopping() && (await checkNext(deps, heard)));
  }))
}

/** Whether there was one to look at. */
const checkNext = async (deps: CheckDomainProofsDeps, heard: (judged: JudgedDomain) => void): Promise<boolean> => {
  const now = deps.clock.now()
  const lease = new Date(now.getTime() + LEASE)
  const due = await deps.userPools.takeDueDomain(now, lease)
  if (due === null) return false
  const judged = judgeDomain(due, await deps.domainEvidence.look(claimOf(deps.domainHosts, due)), deps.clock.now())
  if (judged.change === null) await deps.userPools.putOffCheck(judged.domain, lease)
  // Deleted, claimed anew or accepted while it was looked at: what was found is no longer about it.
  else if (await deps.userPools.recordProof(judged.domain, lease)) heard(judged)
  return true
}
