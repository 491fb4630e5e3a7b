/** The members of a discovery document that this application uses (OpenID Connect Discovery §3). */
export type Discovery = { readonly token_endpoint: string; readonly end_session_endpoint?: string }

/** Asks the issuer for its discovery document. */
export const discover = async (issuer: string): Promise<Discovery> => {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`, { cache: 'no-store' })
  if (!answer.ok) throw new Error(`The discovery document was answered with ${answer.status}.`)
  return (await answer.json()) as Discovery
}
