import { LOCALES } from '#src/contracts/messages/find-locale.ts'
import { TEMPLATE_NAMES, type TemplateName } from '#src/domain/messages/templates/message-template.ts'
import { parseWords } from '#src/server/commands/parse-words.ts'
import type { MessagesCommand } from './administer-messages.ts'

export const MESSAGES_USAGE = `npm run messages -- preview <pool> <message> [--text | --sms]
npm run messages -- test <pool> <message> <address or number>
Each takes --language <tag>, --client <id> for the messages of one app client, and --draft for the words and the look that are not published yet.
Messages: ${TEMPLATE_NAMES.join(', ')}`

/** What a command line asks for, or null. */
export function readMessagesCommand(words: readonly string[]): MessagesCommand | null {
  const parsed = parseWords(words, OPTIONS)
  if (parsed === null) return null
  const { values, positionals: [kind, poolId, message, to, ...rest] } = parsed
  const name = TEMPLATE_NAMES.find((known): known is TemplateName => known === message)
  const { client, language, draft = false, text = false, sms = false } = values
  if (poolId === undefined || name === undefined || rest.length > 0 || (text && sms) || (language !== undefined && !LOCALES.includes(language))) return null
  const input: MessagesCommand['input'] = { poolId, clientId: client ?? null, name, locale: language, draft }
  if (kind === 'preview' && to === undefined) return { kind, input, form: text ? 'text' : sms ? 'sms' : 'html' }
  return kind === 'test' && to !== undefined && !text && !sms ? { kind, input, to } : null
}

const OPTIONS = { client: { type: 'string' }, language: { type: 'string' }, draft: { type: 'boolean' }, text: { type: 'boolean' }, sms: { type: 'boolean' } } as const
