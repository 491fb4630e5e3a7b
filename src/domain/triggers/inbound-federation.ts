import { z } from 'zod'
import type { Attributes } from '#src/domain/users/user.ts'
import { parseTriggerResponse } from './parse-trigger-response.ts'
import type { ClientContext, TriggerDeps } from './trigger-context.ts'

const response = z.object({
  userAttributesToMap: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String).nullable()).nullish(),
})

export type FederatedProviderType = 'OIDC' | 'SAML' | 'Facebook' | 'Google' | 'SignInWithApple' | 'LoginWithAmazon'

/** What the provider said of a person, as it said it. Members that the provider's protocol does not have are left out. */
export type ProviderStatements =
  | { tokenResponse: Record<string, unknown>; idToken: Record<string, unknown> | null; userInfo: Record<string, unknown> | null }
  | { samlResponse: Record<string, unknown> }

export type InboundFederationInput = {
  providerName: string
  providerType: FederatedProviderType
  /** `<ProviderName>_<subject>`. */
  userName: string
  statements: ProviderStatements
  /** Read from the statements: what is mapped when the function leaves it as it is. */
  attributes: Attributes
}

/**
 * Lets the pool's function change what a provider said of a person before it is mapped to attributes (Cognito: inbound federation
 * Lambda trigger). Named attributes replace all of the provider's; none keep them. InvalidLambdaResponse, trigger refusals.
 */
export const runInboundFederation = async (deps: TriggerDeps, context: ClientContext, input: InboundFederationInput): Promise<Attributes> => {
  if (!deps.triggers.has(context.pool, 'InboundFederation')) return input.attributes
  const answer = await deps.triggers.run({
    trigger: 'InboundFederation',
    source: 'InboundFederation_ExternalProvider',
    poolId: context.pool.id,
    clientId: context.client.id,
    userName: input.userName,
    request: { providerName: input.providerName, providerType: input.providerType, attributes: withoutAbsent(input.statements) },
    response: { userAttributesToMap: {} },
  })
  const { userAttributesToMap } = parseTriggerResponse(response, answer)
  const named = Object.entries(userAttributesToMap ?? {})
  if (named.length === 0) return input.attributes
  return Object.fromEntries(named.filter((entry): entry is [string, string] => entry[1] !== null))
}

const withoutAbsent = (statements: ProviderStatements): Record<string, unknown> =>
  Object.fromEntries(Object.entries(statements).filter(([, value]) => value !== null))
