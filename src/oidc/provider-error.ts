import { errors } from 'oidc-provider'
import { errorToOAuth } from './error-to-oauth.ts'

/** A refusal of the domain or of this wire as oidc-provider's error; anything else as it is: an internal error. */
export function providerError(error: unknown): unknown {
  const answer = errorToOAuth(error)
  if (answer === null) return error
  const translated = new errors.CustomOIDCProviderError(answer.error, answer.description ?? answer.error)
  translated.status = translated.statusCode = answer.status
  return translated
}

/** Runs a step of ours inside oidc-provider, so that its refusals become OAuth answers. */
export async function translatingRefusals<Result>(step: () => Promise<Result> | Result): Promise<Result> {
  try {
    return await step()
  } catch (error) {
    throw providerError(error)
  }
}
