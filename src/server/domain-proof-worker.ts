import { seconds } from '#src/contracts/duration.ts'
import { checkDomainProofs, type CheckDomainProofsDeps } from '#src/domain/user-pools/check-domain-proofs.ts'
import { claimOf, type JudgedDomain } from '#src/domain/user-pools/domain-proof.ts'
import { type Rounds, startRounds } from '#src/rounds/start-rounds.ts'
import type { Log } from './log.ts'

/** How often due domains are looked for. */
const EVERY = seconds(5)

/** Looks for the words of domains' owners for as long as the process lives. The database being away ends it not. */
export const startDomainProofWorker = (deps: CheckDomainProofsDeps, log: Pick<Log, 'info' | 'warn'>): Rounds =>
  startRounds({
    every: EVERY, fraction: Math.random, waitsFirst: true,
    round: (stopped) => checkDomainProofs(deps, (judged) => tell(deps, log, judged), stopped),
    failed: (err) => log.warn({ err }, 'the owners of custom domains cannot be asked; the next round goes on'),
  })

function tell({ domainHosts }: CheckDomainProofsDeps, log: Pick<Log, 'info' | 'warn'>, { domain, change }: JudgedDomain): void {
  const { alias, recordName, text: record } = claimOf(domainHosts, domain)
  const facts = { pool: domain.poolId, domain: domain.domain, alias, recordName, record }
  switch (change) {
    case 'proved': return log.info(facts, 'the owner of a custom domain has said that it is the pool\'s: it answers')
    case 'found-again': return log.info(facts, 'what the owner of a custom domain had said is there again')
    case 'lost': return log.warn(facts, 'what the owner of a custom domain had said is gone; the domain goes on answering')
    case 'failed': return log.warn(facts, 'the owner of a custom domain has not said in a week that it is the pool\'s: the claim has failed')
    case null: return
  }
}
