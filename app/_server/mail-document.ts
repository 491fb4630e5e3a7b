/**
 * The HTML of a mail as a page of its own, allowed to run nothing and load nothing; 404 without one. `opens`: whether its links may open
 * other pages.
 */
export function mailDocument(html: string | undefined, { opens }: { opens: boolean }): Response {
  if (html === undefined) return new Response(null, { status: 404 })
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `sandbox${opens ? ' allow-popups' : ''}; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}
