import { StartError } from '#src/contracts/start-error.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import { applySeed, type ApplySeedDeps } from './apply-seed.ts'
import { demoSeed } from './demo.ts'
import { readSeedFile } from './read-seed-file.ts'
import { emptySeedReport, type SeedReport } from './seed-report.ts'
import type { Seed } from './seed-schema.ts'

export type SeedOptions = {
  /** `none`, `demo`, or the path of a YAML file. */
  seed: string
  region: string
  publicUrl: string
}

/** Applies what SEED names. StartError `ConfigurationInvalid` when the file, or something declared in it, is refused. */
export const seedInstallation = async (deps: ApplySeedDeps, options: SeedOptions): Promise<SeedReport> => {
  if (options.seed === 'none') return emptySeedReport()
  const seed = options.seed === 'demo' ? demoSeed(options) : await readSeedFile(options.seed)
  try {
    return await applySeed(deps, seed)
  } catch (error) {
    if (!isDomainError(error)) throw error
    // Another instance that starts at the same moment may have been first; then a second run finds everything made.
    return applyAgain(deps, seed, options.seed)
  }
}

const applyAgain = async (deps: ApplySeedDeps, seed: Seed, name: string): Promise<SeedReport> => {
  try {
    return await applySeed(deps, seed)
  } catch (cause) {
    if (!isDomainError(cause)) throw cause
    throw new StartError('ConfigurationInvalid', `SEED=${name} could not be applied: ${cause.message}`, { cause })
  }
}
