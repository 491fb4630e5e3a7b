import type { Config } from '#src/config/config.ts'
import { loadMasterKeys } from '#src/config/master-key.ts'
import { days } from '#src/contracts/duration.ts'
import { createKeyedHash } from '#src/crypto/keyed-hash.ts'
import { createSealer } from '#src/crypto/sealing.ts'
import type { BrandTarget } from '#src/domain/branding/brand.ts'
import { exportDesign } from '#src/domain/branding/designs/export-design.ts'
import { previewToken } from '#src/domain/branding/designs/preview-token.ts'
import { publishDraft } from '#src/domain/branding/designs/publish-draft.ts'
import { requireTarget } from '#src/domain/branding/designs/require-target.ts'
import { rollBackDesign } from '#src/domain/branding/designs/roll-back-design.ts'
import { saveDraft } from '#src/domain/branding/designs/save-draft.ts'
import { redrawPicture } from '#src/images/redraw-picture.ts'
import { createPoolAddresses } from '#src/server/pool-addresses.ts'
import type { Log } from '#src/server/log.ts'
import { checkMasterKey } from '#src/storage/check-master-key.ts'
import { createStores, type Stores } from '#src/storage/create-stores.ts'
import { openDatabase } from '#src/storage/engine/database.ts'
import { loadInstallationSecret } from '#src/storage/installation-secret.ts'
import type { BrandingCommand } from './read-branding-command.ts'
import { readDesignFile } from './read-design-file.ts'

/**
 * Carries a command out on the database of running instances too, which hear of it within a second, and returns what to print. The
 * embedded database is in use while the server runs: StartError DataFolderInUse then.
 */
export async function administerBranding(config: Config, log: Log, command: BrandingCommand): Promise<string> {
  const sealer = createSealer(loadMasterKeys(config))
  const database = await openDatabase({ databaseUrl: config.databaseUrl ?? undefined, dataDir: config.dataDir, log })
  try {
    await checkMasterKey({ database, sealer })
    const stores = createStores({ database, sealer, log })
    const keyedHash = createKeyedHash(await loadInstallationSecret({ database, sealer }, 'keyed_hash_key'))
    return await carryOut({ ...stores, keyedHash, redrawPicture, clock: { now: () => new Date() }, addresses: createPoolAddresses(config, stores.userPools) }, command)
  } finally {
    await database.close()
  }
}

type Deps = Pick<Stores, 'userPools' | 'appClients' | 'brandDesigns' | 'brandAssets'> & Parameters<typeof saveDraft>[0] & Parameters<typeof previewToken>[0] & { addresses: Pick<ReturnType<typeof createPoolAddresses>, 'hostedBaseUrl'> }

async function carryOut(deps: Deps, command: BrandingCommand): Promise<string> {
  const { target } = command
  switch (command.kind) {
    case 'import': {
      const { notes } = await saveDraft(deps, { ...target, document: await readDesignFile(command.file) })
      const published = command.publish ? publishedText(target, await publishDraft(deps, target)) : `The draft of ${nameOf(target)} is kept. Look at it by "preview", then "publish" it.\n`
      return [...notes, published].join('\n')
    }
    case 'publish': return publishedText(target, await publishDraft(deps, target))
    case 'roll-back': {
      await rollBackDesign(deps, { ...target, number: command.number })
      return command.number === null ? `${nameOf(target)} shows no version of its own any more.\n` : `${nameOf(target)} shows version ${command.number} again.\n`
    }
    case 'export': return `${JSON.stringify(await exportDesign(deps, { ...target, which: command.which }), null, 2)}\n`
    case 'versions': return listVersions(deps, target)
    case 'preview': return linkToPreview(deps, target, command.days)
  }
}

async function listVersions(deps: Deps, asked: BrandTarget): Promise<string> {
  const target = await requireTarget(deps, asked)
  const state = await deps.brandDesigns.findState(target)
  const versions = await deps.brandDesigns.listVersions(target)
  const lines = versions.map(({ number, createdAt }) => `${number}  published ${createdAt.toISOString()}${number === state?.published ? '  shown' : ''}\n`)
  return [...(state?.draft == null ? [] : [`draft  of ${state.updatedAt.toISOString()}\n`]), ...lines].join('') || `${nameOf(target)} has no version of its own.\n`
}

async function linkToPreview(deps: Deps, asked: BrandTarget, lifetime: number): Promise<string> {
  const target = await requireTarget(deps, asked)
  const until = new Date(deps.clock.now().getTime() + days(lifetime))
  const token = previewToken(deps, target, until)
  return `${await deps.addresses.hostedBaseUrl(target.poolId)}/preview?${new URLSearchParams({ t: token }).toString()}\nWhoever has this link sees the draft until ${until.toISOString()}; nobody can sign in there.\n`
}

const publishedText = (target: BrandTarget, number: number): string => `Version ${number} of ${nameOf(target)} is what people see.\n`

const nameOf = ({ poolId, clientId }: BrandTarget): string => (clientId === null ? `pool ${poolId}` : `client ${clientId}`)
