import { DomainError } from '#src/domain/domain-error.ts'
import { type CustomMessageSource, runCustomMessage } from '#src/domain/triggers/custom-message.ts'
import type { TriggerContext, TriggerDeps } from '#src/domain/triggers/trigger-context.ts'
import type { User } from '#src/domain/users/user.ts'
import { builtInEmail, builtInSms } from './built-in-message.ts'
import { fillHtml, fillSubject, fillText, htmlToText, type MessageValues } from './fill-template.ts'
import type { Message, BuiltInPurpose } from './message-sender.ts'
import { poolTemplate, type Template } from './pool-template.ts'
import { textsForUser, type TextsForUserDeps } from './texts-for-user.ts'

/** Where a pool's hosted pages are: links and origin-bound codes name it. From configuration, never from a request. */
export type PoolAddresses = { hostedBaseUrl(poolId: string): Promise<string> }

export type BuildMessageDeps = TriggerDeps & TextsForUserDeps & { addresses: PoolAddresses }

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
 * Words of a message: the pool's trigger first, then its template, then the built-in text in the user's language.
 * Values are escaped in HTML and cannot add lines to a subject. InvalidLambdaResponse from the trigger; UnexpectedLambda where a function
 * of the pool should send it.
 */
export const buildMessage = async (deps: BuildMessageDeps, input: BuildMessageInput): Promise<Message> => {
  const { context, user, purpose, code } = input
  refuseCustomSender(deps, input)
  const byLink = input.byLink === true && input.contact.attribute === 'email'
  const custom = input.source === null ? null : await runCustomMessage(deps, context, { source: input.source, user, byLink })
  const own = poolTemplate(context.pool, purpose, byLink)
  const template: Template = {
    sms: custom?.smsMessage ?? own.sms, email: custom?.emailMessage ?? own.email, subject: custom?.emailSubject ?? own.subject,
  }
  const link = byLink && code !== null ? await confirmationLink(deps, input, code) : null
  const common = {
    poolId: context.pool.id, clientId: context.client?.id ?? null, userId: user.id, username: user.username,
    purpose, to: input.contact.value, code: byLink ? null : code, link,
  }
  if (input.contact.attribute === 'phone_number') {
    return { ...common, medium: 'SMS', subject: null, text: await smsText(deps, input, template), html: null }
  }
  return { ...common, medium: 'EMAIL', ...(await emailParts(deps, input, template, link)) }
}

/** Whoever has messages sent by an own function wants nobody else to send them, and no function can be handed a code yet. */
const refuseCustomSender = (deps: BuildMessageDeps, { context, contact }: BuildMessageInput): void => {
  const sender = contact.attribute === 'email' ? 'CustomEmailSender' : 'CustomSMSSender'
  if (!deps.triggers.has(context.pool, sender)) return
  throw new DomainError('UnexpectedLambda', `${sender} is configured, but no function can be called by this server.`, { reason: 'trigger-unavailable' })
}

const emailParts = async (deps: BuildMessageDeps, input: BuildMessageInput, template: Template, link: string | null) => {
  const values = templateValues(input, link)
  const builtIn = builtInEmail({ ...(await builtInInput(deps, input)), link })
  const subject = template.subject === null ? fillSubject(builtIn.subject, {}) : fillSubject(template.subject, values)
  if (template.email === null) return { subject, text: builtIn.text, html: builtIn.html }
  const html = fillHtml(template.email, values)
  return { subject, text: htmlToText(html), html }
}

const smsText = async (deps: BuildMessageDeps, input: BuildMessageInput, template: Template): Promise<string> => {
  if (template.sms !== null) return fillText(template.sms, templateValues(input, null))
  const { hostname } = new URL(await deps.addresses.hostedBaseUrl(input.context.pool.id))
  return builtInSms({ ...(await builtInInput(deps, input)), host: hostname })
}

const builtInInput = async (deps: BuildMessageDeps, input: BuildMessageInput) => ({
  texts: await textsForUser(deps, { pool: input.context.pool, user: input.user }),
  purpose: input.purpose,
  poolName: input.context.pool.name,
  username: signInNameOf(input),
  code: input.code,
  link: null,
})

const templateValues = (input: BuildMessageInput, link: string | null): MessageValues => ({
  // An invitation without a password has nothing to show there.
  code: input.code ?? (input.purpose === 'invitation' ? '' : undefined),
  // Only invitations know this place; elsewhere Cognito leaves it standing.
  username: input.purpose === 'invitation' ? signInNameOf(input) : undefined,
  link: link ?? undefined,
})

/** Where an address or number is the user name, the person knows that and not the identifier behind it. */
const signInNameOf = ({ context, user }: BuildMessageInput): string =>
  context.pool.settings.UsernameAttributes.map((kind) => user.attributes[kind]).find((value) => value !== undefined) ?? user.username

const confirmationLink = async (deps: BuildMessageDeps, input: BuildMessageInput, code: string): Promise<string> => {
  const query = new URLSearchParams({ client_id: input.context.client?.id ?? '', user_name: input.user.username, confirmation_code: code })
  return `${await deps.addresses.hostedBaseUrl(input.context.pool.id)}/confirmUser?${query.toString()}`
}
