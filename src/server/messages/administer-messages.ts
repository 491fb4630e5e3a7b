import type { Config } from '#src/config/config.ts'
import { loadMasterKeys } from '#src/config/master-key.ts'
import { loadTexts } from '#src/contracts/messages/load-catalogue.ts'
import { systemRandom } from '#src/crypto/random.ts'
import { createSealer } from '#src/crypto/sealing.ts'
import { withPictures } from '#src/delivery/development-inbox.ts'
import { createOutboxSender } from '#src/delivery/outbox-sender.ts'
import type { BrandAssetStore } from '#src/domain/branding/brand-file.ts'
import { classicSource } from '#src/domain/branding/classic/classic-source.ts'
import { ownSource } from '#src/domain/branding/designs/own-source.ts'
import { managedSource } from '#src/domain/branding/managed/managed-source.ts'
import { createBrands } from '#src/domain/branding/resolve-brand.ts'
import { previewMessage } from '#src/domain/messages/templates/preview-message.ts'
import { sendTestMessage, type SendTestMessageDeps } from '#src/domain/messages/templates/send-test-message.ts'
import { loadHouseLook, withHouseFiles } from '#src/server/branding/load-house-look.ts'
import type { Log } from '#src/server/log.ts'
import { createPoolAddresses } from '#src/server/pool-addresses.ts'
import { checkMasterKey } from '#src/storage/check-master-key.ts'
import { createStores } from '#src/storage/create-stores.ts'
import { openDatabase } from '#src/storage/engine/database.ts'
import { createOutboxStore } from '#src/storage/outbox-store.ts'
import type { MessagesCommand } from './read-messages-command.ts'

/**
 * Carries a command out on the database of running instances too, and returns what to print. A test is stored for delivery: a running
 * instance sends it within seconds. The embedded database is in use while the server runs: StartError DataFolderInUse then.
 */
export async function administerMessages(config: Config, log: Log, command: MessagesCommand): Promise<string> {
  const sealer = createSealer(loadMasterKeys(config))
  const house = await loadHouseLook(config.brandingFile)
  const database = await openDatabase({ databaseUrl: config.databaseUrl ?? undefined, dataDir: config.dataDir, log })
  try {
    await checkMasterKey({ database, sealer })
    const stores = createStores({ database, sealer, log })
    const { userPools } = stores
    const clock = { now: () => new Date() }
    const outbox = createOutboxStore({ sql: database.sql, sealer })
    return await carryOut({
      ...stores, clock, textsFor: loadTexts, addresses: createPoolAddresses(config, userPools), pictures: withHouseFiles(stores.brandAssets, house),
      brands: createBrands({ house: house?.layer ?? null, userPools, brandSources: { own: ownSource(stores.brandDesigns), managed: managedSource(stores.managedStyles), classic: classicSource(stores.uiCustomizations) } }),
      messageSender: createOutboxSender({ clock, random: systemRandom, outbox, stored: () => {} }),
    }, command)
  } finally {
    await database.close()
  }
}

async function carryOut(deps: SendTestMessageDeps & { pictures: BrandAssetStore }, command: MessagesCommand): Promise<string> {
  const { input } = command
  if (command.kind === 'test') {
    await sendTestMessage(deps, { ...input, to: command.to })
    return `The test to ${command.to} is stored. It goes out when an instance runs, within seconds if one does now.\n`
  }
  const { mail, sms } = await previewMessage(deps, input)
  if (command.form === 'sms') return `${sms ?? 'This message is sent by mail alone.'}\n`
  return command.form === 'text' || mail.html === null ? `${mail.subject}\n\n${mail.text}\n` : `${await withPictures(deps.pictures, { ...mail, html: mail.html, poolId: input.poolId })}\n`
}
