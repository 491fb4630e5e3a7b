import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { StartError } from '#src/contracts/start-error.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { readDesignFile } from '#src/server/branding/read-design-file.ts'
import { type Seed, seedSchema } from './seed-schema.ts'

/** Reads and checks a YAML (or JSON) seed file. StartError `ConfigurationInvalid` names the file and what is wrong with it. */
export const readSeedFile = async (path: string): Promise<Seed> => readBranding(checkSeed(await readYaml(path), path), path)

/** With the design documents that it names the files of. */
const readBranding = async (seed: Seed, path: string): Promise<Seed> => {
  const read = async <Target extends { Branding?: unknown }>(target: Target): Promise<Target> =>
    typeof target.Branding === 'string' ? { ...target, Branding: await readDocument(resolve(dirname(path), target.Branding), path) } : target
  return { UserPools: await Promise.all(seed.UserPools.map(async (pool) => ({ ...(await read(pool)), ...(pool.Clients === undefined ? {} : { Clients: await Promise.all(pool.Clients.map(read)) }) }))) }
}

const readDocument = async (file: string, seed: string): Promise<unknown> => {
  try {
    return await readDesignFile(file)
  } catch (cause) {
    throw new StartError('ConfigurationInvalid', `The branding file that ${seed} names cannot be read: ${(cause as Error).message}`, { cause })
  }
}

const readYaml = async (path: string): Promise<unknown> => {
  try {
    const { parseYaml } = await import('./parse-yaml.ts')
    return parseYaml(await readFile(path, 'utf8'))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StartError('ConfigurationInvalid', `SEED names ${path}, which cannot be read: ${reason}`, { cause })
  }
}

/** The seed as written, once it keeps every rule of the schema; defaults are left to the operations. */
export const checkSeed = (content: unknown, path: string): Seed => {
  const given = content ?? { UserPools: [] }
  try {
    parseRequest(seedSchema, given)
  } catch (cause) {
    if (!isDomainError(cause)) throw cause
    throw new StartError('ConfigurationInvalid', `The seed file ${path} is not valid: ${cause.message}`, { cause })
  }
  return given as Seed
}
