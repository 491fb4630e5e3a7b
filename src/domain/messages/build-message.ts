import type { Brands } from '#src/domain/branding/resolve-brand.ts'
import { type CustomMessageSource, runCustomMessage } from '#src/domain/triggers/custom-message.ts'
import { messageForFunction, type SenderCall, senderCall } from '#src/domain/triggers/custom-sender.ts'
import type { TriggerContext, TriggerDeps } from '#src/domain/triggers/trigger-context.ts'
import type { User } from '#src/domain/users/user.ts'
import type { Message, BuiltInPurpose } from './message-sender.ts'
import { plainValue } from './plain-value.ts'
import { poolTemplate, type Template } from './pool-template.ts'
import { textsForUser, type TextsForUserDeps } from './texts-for-user.ts'
import { emailParts, smsText, type Wording } from './word-message.ts'

/** Where a pool's hosted pages are: links and origin-bound codes name it. From configuration, never from a request. */
export type PoolAddresses = { hostedBaseUrl(poolId: string): Promise<string> }

export type BuildMessageDeps = TriggerDeps & TextsForUserDeps & { addresses: PoolAddresses; brands: Pick<Brands, 'brandOf'> }

export type BuildMessageInput = {
  context: TriggerContext
  user: User
  purpose: BuiltInPurpose
  /** Null for messages that no trigger may word. */
  source: CustomMessageSource | null
  contact: { attribute: 'email' | 'phone_number'; value: string }
  /** A code, or an invitation's temporary password; null where there is none. */
  code: string | null
  byLink?: boolean
}

/**
 * Words of a message: of each part the pool's trigger first, then its settings, then the templates of its look, then the built-in text in
 * the user's language. Values are escaped in HTML and cannot add lines to a subject. Where a function of the pool sends it, there are no
 * words, and the code goes with it. InvalidLambdaResponse from the trigger.
 */
export const buildMessage = async (deps: BuildMessageDeps, input: BuildMessageInput): Promise<Message> => {
  const { context, user, purpose, code } = input
  const handedTo = input.source === null ? null : senderCall(deps, context, { source: input.source, user, attribute: input.contact.attribute })
  if (handedTo !== null) return messageOfFunction(input, handedTo)
  const byLink = input.byLink === true && input.contact.attribute === 'email'
  const custom = input.source === null ? null : await runCustomMessage(deps, context, { source: input.source, user, byLink })
  const settings = poolTemplate(context.pool, purpose, byLink)
  const template: Template = {
    sms: custom?.smsMessage ?? settings.sms, email: custom?.emailMessage ?? settings.email, subject: custom?.emailSubject ?? settings.subject,
  }
  const link = byLink && code !== null ? await confirmationLink(deps, input, code) : null
  const clientId = context.client?.id ?? null
  const common = { poolId: context.pool.id, clientId, userId: user.id, username: user.username, purpose, to: input.contact.value, code: byLink ? null : code, link }
  const texts = await textsForUser(deps, { pool: context.pool, user })
  const brand = await deps.brands.brandOf({ poolId: context.pool.id, clientId })
  const wording: Wording = { brand, input: { texts, purpose, poolName: plainValue(context.pool.name), username: signInNameOf(input), code, link } }
  if (input.contact.attribute === 'email') return { ...common, medium: 'EMAIL', ...emailParts(wording, template) }
  const { hostname } = new URL(await deps.addresses.hostedBaseUrl(context.pool.id))
  return { ...common, medium: 'SMS', subject: null, text: smsText(wording, hostname, template), html: null }
}

/** The code stays in the message: it is encrypted for the function when it is called. */
const messageOfFunction = ({ context, user, purpose, contact, code }: BuildMessageInput, handedTo: SenderCall): Message => ({
  ...messageForFunction(handedTo), poolId: context.pool.id, clientId: context.client?.id ?? null, userId: user.id, username: user.username, purpose, to: contact.value,
  medium: contact.attribute === 'email' ? 'EMAIL' : 'SMS', code, link: null,
})

/** Where an address or number is the user name, the person knows that and not the identifier behind it. */
const signInNameOf = ({ context, user }: BuildMessageInput): string =>
  plainValue(context.pool.settings.UsernameAttributes.map((kind) => user.attributes[kind]).find((value) => value !== undefined) ?? user.username)

const confirmationLink = async (deps: BuildMessageDeps, input: BuildMessageInput, code: string): Promise<string> => {
  const query = new URLSearchParams({ client_id: input.context.client?.id ?? '', user_name: input.user.username, confirmation_code: code })
  return `${await deps.addresses.hostedBaseUrl(input.context.pool.id)}/confirmUser?${query.toString()}`
}
