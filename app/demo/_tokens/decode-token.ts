export type Claims = Readonly<Record<string, unknown>>
export type DecodedToken = { readonly header: Claims; readonly claims: Claims }

const part = (text: string | undefined): Claims => JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')) as Claims

/** Header and claims of a signed JWT (RFC 7519 §7.2), unverified: for showing only. Undefined when it is none. */
export const decodeToken = (token: string): DecodedToken | undefined => {
  const [header, claims, signature] = token.split('.')
  if (signature === undefined) return undefined
  try {
    return { header: part(header), claims: part(claims) }
  } catch {
    return undefined // opaque, or cut: there is nothing to show
  }
}
