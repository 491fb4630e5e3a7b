import { z } from 'zod'
import type { Config } from '#src/config/config.ts'
import { loadTexts } from '#src/contracts/messages/load-catalogue.ts'
import { systemRandom } from '#src/crypto/random.ts'
import { withPictures } from '#src/delivery/development-inbox.ts'
import { createOutboxSender } from '#src/delivery/outbox-sender.ts'
import type { BrandAssetStore } from '#src/domain/branding/brand-file.ts'
import { classicSource } from '#src/domain/branding/classic/classic-source.ts'
import { ownSource } from '#src/domain/branding/designs/own-source.ts'
import { managedSource } from '#src/domain/branding/managed/managed-source.ts'
import { createBrands } from '#src/domain/branding/resolve-brand.ts'
import { TEMPLATE_NAMES } from '#src/domain/messages/templates/message-template.ts'
import { previewMessage } from '#src/domain/messages/templates/preview-message.ts'
import { sendTestMessage, type SendTestMessageDeps } from '#src/domain/messages/templates/send-test-message.ts'
import { loadHouseLook, withHouseFiles } from '#src/server/branding/load-house-look.ts'
import type { CommandSet } from '#src/server/commands/command-set.ts'
import { administer, type Opened } from '#src/server/commands/open-door.ts'
import type { Log } from '#src/server/log.ts'
import { createPoolAddresses } from '#src/server/pool-addresses.ts'
import { createOutboxStore } from '#src/storage/outbox-store.ts'

const input = z.strictObject({ poolId: z.string(), clientId: z.string().nullable(), name: z.enum(TEMPLATE_NAMES), locale: z.string().optional(), draft: z.boolean() })

const messagesCommand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('preview'), input, form: z.enum(['html', 'text', 'sms']) }),
  z.strictObject({ kind: z.literal('test'), input, to: z.string() }),
])

export type MessagesCommand = z.output<typeof messagesCommand>

type MessagesCommandDeps = SendTestMessageDeps & { brandAssets: BrandAssetStore }

export const messagesCommands: CommandSet<MessagesCommandDeps, MessagesCommand> = { name: 'messages', schema: messagesCommand, reading: ['preview'], carryOut }

/** Carries a command out and returns what to print. A test is stored for delivery: a running instance sends it within seconds. */
export const administerMessages = (config: Config, log: Log, command: MessagesCommand): Promise<string> =>
  administer({ config, log, commands: messagesCommands, open: openMessages }, command)

async function openMessages({ config, database, sealer, stores, clock }: Opened): Promise<MessagesCommandDeps> {
  const { userPools } = stores
  const house = await loadHouseLook(config.brandingFile)
  const brandSources = { own: ownSource(stores.brandDesigns), managed: managedSource(stores.managedStyles), classic: classicSource(stores.uiCustomizations) }
  return {
    ...stores, clock, textsFor: loadTexts, addresses: createPoolAddresses(config, userPools), brandAssets: withHouseFiles(stores.brandAssets, house),
    brands: createBrands({ house: house?.layer ?? null, userPools, brandSources }),
    messageSender: createOutboxSender({ clock, random: systemRandom, outbox: createOutboxStore({ sql: database.sql, sealer }), stored: () => {} }),
  }
}

async function carryOut(deps: MessagesCommandDeps, command: MessagesCommand): Promise<string> {
  const { input } = command
  if (command.kind === 'test') {
    await sendTestMessage(deps, { ...input, to: command.to })
    return `The test to ${command.to} is stored. It goes out when an instance runs, within seconds if one does now.\n`
  }
  const { mail, sms } = await previewMessage(deps, input)
  if (command.form === 'sms') return `${sms ?? 'This message is sent by mail alone.'}\n`
  return command.form === 'text' || mail.html === null ? `${mail.subject}\n\n${mail.text}\n` : `${await withPictures(deps.brandAssets, { ...mail, html: mail.html, poolId: input.poolId })}\n`
}
