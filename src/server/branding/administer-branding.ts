import { z } from 'zod'
import type { Config } from '#src/config/config.ts'
import { days } from '#src/contracts/duration.ts'
import { createKeyedHash } from '#src/crypto/keyed-hash.ts'
import type { BrandTarget } from '#src/domain/branding/brand.ts'
import { exportDesign, type ExportDesignDeps } from '#src/domain/branding/designs/export-design.ts'
import { previewToken } from '#src/domain/branding/designs/preview-token.ts'
import { publishDraft } from '#src/domain/branding/designs/publish-draft.ts'
import { requireTarget } from '#src/domain/branding/designs/require-target.ts'
import { rollBackDesign } from '#src/domain/branding/designs/roll-back-design.ts'
import { saveDraft, type SaveDraftDeps } from '#src/domain/branding/designs/save-draft.ts'
import { redrawPicture } from '#src/images/redraw-picture.ts'
import type { CommandSet } from '#src/server/commands/command-set.ts'
import { administer } from '#src/server/commands/open-door.ts'
import type { Log } from '#src/server/log.ts'
import { createPoolAddresses, type PoolAddresses } from '#src/server/pool-addresses.ts'
import type { Stores } from '#src/storage/create-stores.ts'
import { loadInstallationSecret } from '#src/storage/installation-secret.ts'
import type { BrandingCommandLine } from './read-branding-command.ts'
import { readDesignFile } from './read-design-file.ts'

const target = z.strictObject({ poolId: z.string(), clientId: z.string().nullable() })

/** What is done where the database is open; files are read before. */
const brandingCommand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('export'), target, which: z.union([z.enum(['draft', 'published']), z.int()]) }),
  z.strictObject({ kind: z.literal('import'), target, document: z.unknown(), publish: z.boolean() }),
  z.strictObject({ kind: z.literal('preview'), target, days: z.int() }),
  z.strictObject({ kind: z.literal('publish'), target }),
  z.strictObject({ kind: z.literal('versions'), target }),
  z.strictObject({ kind: z.literal('roll-back'), target, number: z.int().nullable() }),
])

type BrandingCommand = z.output<typeof brandingCommand>

type BrandingCommandDeps = SaveDraftDeps & ExportDesignDeps & Parameters<typeof previewToken>[0] & Pick<Stores, 'brandDesigns'> & { addresses: Pick<PoolAddresses, 'hostedBaseUrl'> }

export const brandingCommands: CommandSet<BrandingCommandDeps, BrandingCommand> = { name: 'branding', schema: brandingCommand, reading: ['export', 'preview', 'versions'], carryOut }

/** Carries a command out and returns what to print. Running instances hear of it within a second. */
export async function administerBranding(config: Config, log: Log, line: BrandingCommandLine): Promise<string> {
  const command = line.kind === 'import' ? { kind: line.kind, target: line.target, publish: line.publish, document: await readDesignFile(line.file) } : line
  return administer({
    config, log, commands: brandingCommands,
    open: async ({ database, sealer, stores, clock }) => ({
      ...stores, redrawPicture, clock, addresses: createPoolAddresses(config, stores.userPools),
      keyedHash: createKeyedHash(await loadInstallationSecret({ database, sealer }, 'keyed_hash_key')),
    }),
  }, command)
}

async function carryOut(deps: BrandingCommandDeps, command: BrandingCommand): Promise<string> {
  const { target } = command
  switch (command.kind) {
    case 'import': {
      const { notes } = await saveDraft(deps, { ...target, document: command.document })
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

async function listVersions(deps: BrandingCommandDeps, asked: BrandTarget): Promise<string> {
  const target = await requireTarget(deps, asked)
  const state = await deps.brandDesigns.findState(target)
  const versions = await deps.brandDesigns.listVersions(target)
  const lines = versions.map(({ number, createdAt }) => `${number}  published ${createdAt.toISOString()}${number === state?.published ? '  shown' : ''}\n`)
  return [...(state?.draft == null ? [] : [`draft  of ${state.updatedAt.toISOString()}\n`]), ...lines].join('') || `${nameOf(target)} has no version of its own.\n`
}

async function linkToPreview(deps: BrandingCommandDeps, asked: BrandTarget, lifetime: number): Promise<string> {
  const target = await requireTarget(deps, asked)
  const until = new Date(deps.clock.now().getTime() + days(lifetime))
  const token = previewToken(deps, target, until)
  return `${await deps.addresses.hostedBaseUrl(target.poolId)}/preview?${new URLSearchParams({ t: token }).toString()}\nWhoever has this link sees the draft until ${until.toISOString()}; nobody can sign in there.\n`
}

const publishedText = (target: BrandTarget, number: number): string => `Version ${number} of ${nameOf(target)} is what people see.\n`

const nameOf = ({ poolId, clientId }: BrandTarget): string => (clientId === null ? `pool ${poolId}` : `client ${clientId}`)
