/**
 * Decodes base64url, or `undefined` unless the text is the one canonical encoding of its bytes: no padding, no
 * foreign characters, unused bits zero (RFC 4648 §3.5). So two different texts never mean the same bytes.
 */
export function decodeStrictBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}
