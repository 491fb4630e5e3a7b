import { days, minutes } from '#src/contracts/duration.ts'
import type { Config } from '#src/config/config.ts'
import { endingSoon, speaksFor } from '#src/domain/certificates/choose-certificate.ts'
import type { Clock } from '#src/domain/clock.ts'
import { type Rounds, startRounds } from '#src/rounds/start-rounds.ts'
import type { Stores } from '#src/storage/create-stores.ts'
import type { Log } from './log.ts'

export type CertificateWorkerDeps = {
  config: Pick<Config, 'publicUrl'>
  stores: Pick<Stores, 'certificates'>
  clock: Clock
  log: Pick<Log, 'warn'>
}

/** How soon it is looked again when the database was away. */
const EVERY = minutes(1)
const WARN_EVERY = days(1)

/** Says in time, at the start and every day, when a certificate ends. The database being away ends it not. */
export function startCertificateWorker(deps: CertificateWorkerDeps): Rounds {
  let warnAt = -Infinity
  return startRounds({
    every: EVERY,
    async round() {
      if (performance.now() < warnAt) return
      await warnOfEnds(deps)
      warnAt = performance.now() + WARN_EVERY
    },
    failed: (err) => deps.log.warn({ err }, 'certificates cannot be looked after; the next round goes on'),
  })
}

async function warnOfEnds({ config, stores, clock, log }: CertificateWorkerDeps): Promise<void> {
  const certificates = await stores.certificates.listCertificates()
  for (const { names, notAfter } of endingSoon(certificates, clock.now())) {
    log.warn({ names, notAfter }, 'a certificate ends soon: bring the next one by `npm run domains -- certificate`')
  }
  const { hostname } = new URL(config.publicUrl)
  if (!certificates.some((certificate) => speaksFor(certificate, hostname))) log.warn({ host: hostname }, 'nobody brought a certificate for this host: `npm run domains -- certificate`')
}
