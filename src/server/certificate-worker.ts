import { days, seconds } from '#src/contracts/duration.ts'
import type { Config } from '#src/config/config.ts'
import type { Sealer } from '#src/crypto/sealing.ts'
import { endingSoon, speaksFor } from '#src/domain/certificates/choose-certificate.ts'
import type { Clock } from '#src/domain/clock.ts'
import { type Rounds, startRounds } from '#src/rounds/start-rounds.ts'
import type { Stores } from '#src/storage/create-stores.ts'
import { carryOutChange } from './administer-domains.ts'
import { takeCommands } from './left-commands.ts'
import type { Log } from './log.ts'

export type CertificateWorkerDeps = {
  config: Pick<Config, 'databaseUrl' | 'dataDir' | 'httpsPort' | 'publicUrl'>
  stores: Pick<Stores, 'userPools' | 'certificates'>
  sealer: Sealer
  clock: Clock
  log: Pick<Log, 'info' | 'warn'>
}

/** How often a command line's word is looked for. */
const EVERY = seconds(2)
const WARN_EVERY = days(1)

/**
 * Carries out what command lines leave for a server on an embedded database, and says in time, at the start and every day, when a
 * certificate ends. The database being away ends it not.
 */
export function startCertificateWorker(deps: CertificateWorkerDeps): Rounds {
  const { config, log } = deps
  let warnAt = -Infinity
  return startRounds({
    every: EVERY,
    async round() {
      if (config.databaseUrl === null) await carryOutLeft(deps)
      if (config.httpsPort === null || performance.now() < warnAt) return
      await warnOfEnds(deps)
      warnAt = performance.now() + WARN_EVERY
    },
    failed: (err) => log.warn({ err }, 'domains and certificates cannot be looked after; the next round goes on'),
  })
}

async function carryOutLeft({ config, stores, sealer, log }: CertificateWorkerDeps): Promise<void> {
  const { commands, refused } = takeCommands(config.dataDir, sealer)
  if (refused > 0) log.warn({ refused }, 'commands were left that were not sealed with this master key: they were thrown away')
  for (const command of commands) {
    await carryOutChange(stores, command).then(
      (sentence) => log.info({ outcome: sentence.trim() }, 'a command line has changed domains or certificates'),
      (error: unknown) => log.warn({ command: command.kind, reason: (error as Error).message }, 'what a command line asked for cannot be done'),
    )
  }
}

async function warnOfEnds({ config, stores, clock, log }: CertificateWorkerDeps): Promise<void> {
  const certificates = await stores.certificates.listCertificates()
  for (const { names, notAfter } of endingSoon(certificates, clock.now())) {
    log.warn({ names, notAfter }, 'a certificate ends soon: bring the next one by `npm run domains -- certificate`')
  }
  const { hostname } = new URL(config.publicUrl)
  if (!certificates.some((certificate) => speaksFor(certificate, hostname))) log.warn({ host: hostname }, 'nobody brought a certificate for this host: `npm run domains -- certificate`')
}
