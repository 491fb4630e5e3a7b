/** The CSP source of an address that a form's answer leads to in the end: Chromium checks redirects too. */
export const redirectSource = (redirectUri: string | undefined): string | null => {
  if (redirectUri === undefined) return null
  const url = new URL(redirectUri)
  return url.origin === 'null' ? url.protocol : url.origin
}
