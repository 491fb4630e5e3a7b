import { LOCALES } from '#src/contracts/messages/find-locale.ts'
import { LANGUAGES } from '#src/contracts/messages/languages.ts'
import type { MessagesFilter, MessagesView } from '#src/contracts/hosted/views/development-view.ts'
import { withPictures } from '#src/delivery/development-inbox.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import { TEMPLATE_NAMES } from '#src/domain/messages/templates/message-template.ts'
import { previewMessage, type PreviewMessageInput } from '#src/domain/messages/templates/preview-message.ts'
import { sendTestMessage } from '#src/domain/messages/templates/send-test-message.ts'
import { poolLocale } from '#src/domain/messages/texts-for-user.ts'
import type { Domain } from './create-domain.ts'

export type DevelopmentMessages = {
  /** Null for a pool or client that there is not. */
  viewMessages(filter: MessagesFilter): Promise<MessagesView | null>
  previewHtml(filter: MessagesFilter): Promise<string | undefined>
  /** What was wrong, or null when it was sent. */
  sendTest(filter: MessagesFilter, to: string): Promise<string | null>
}

const SHOWN_POOLS = 50
const SHOWN_CLIENTS = 50

/** Messages as people would get them, for the page that shows them. Development only. */
export function createDevelopmentMessages(domain: Domain): DevelopmentMessages {
  return {
    viewMessages: (filter) => viewMessages(domain, filter),
    async previewHtml(filter) {
      const input = await readFilter(domain, filter)
      if (input === null) return undefined
      const { html, images } = (await previewMessage(domain, input)).mail
      return html === null ? undefined : withPictures(domain.brandAssets, { poolId: input.poolId, html, images })
    },
    async sendTest(filter, to) {
      const input = await readFilter(domain, filter)
      if (input === null) return 'There is no such pool or client.'
      try {
        await sendTestMessage(domain, { ...input, to })
        return null
      } catch (error) {
        if (!isDomainError(error)) throw error
        return error.message
      }
    },
  }
}

/** What is asked for, as far as it exists; the first of what is left open. */
async function readFilter(domain: Domain, { pool, client, message, language, draft }: MessagesFilter): Promise<PreviewMessageInput | null> {
  const poolId = pool ?? (await domain.userPools.listPools({ region: null, after: null, limit: 1 })).pools[0]?.id
  const found = poolId === undefined ? null : await domain.userPools.findPool(poolId)
  if (found === null) return null
  if (client !== undefined && (await domain.appClients.findClient(client))?.poolId !== found.id) return null
  return {
    poolId: found.id, clientId: client ?? null, draft,
    name: TEMPLATE_NAMES.find((name) => name === message) ?? 'signUp', locale: LOCALES.find((locale) => locale === language) ?? poolLocale(found),
  }
}

async function viewMessages(domain: Domain, filter: MessagesFilter): Promise<MessagesView | null> {
  const input = await readFilter(domain, filter)
  if (input === null) return null
  const { pools } = await domain.userPools.listPools({ region: null, after: null, limit: SHOWN_POOLS })
  const { clients } = await domain.appClients.listClients({ poolId: input.poolId, after: null, limit: SHOWN_CLIENTS })
  const { mail, sms } = await previewMessage(domain, input)
  const chosen = { pool: input.poolId, client: input.clientId ?? undefined, message: input.name, language: input.locale, draft: input.draft }
  const query = Object.entries(chosen).flatMap(([name, value]) => (value === undefined || value === false ? [] : [[name, value === true ? 'on' : value]]))
  return {
    chosen, messages: TEMPLATE_NAMES, languages: LANGUAGES,
    pools: pools.map(({ id, name }) => ({ id, name })), clients: clients.map(({ id, name }) => ({ id, name })),
    subject: mail.subject, text: mail.text, sms: sms ?? undefined,
    htmlHref: `/dev/messages/html?${new URLSearchParams(query).toString()}`,
  }
}
