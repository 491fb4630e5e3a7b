import { developmentDoor } from '#app/_server/development.ts'

/** A mail's HTML as it was sent, allowed to run nothing and load nothing. Development only. */
export const GET = async (_: Request, { params }: { readonly params: Promise<{ id: string }> }): Promise<Response> => {
  const html = await (await developmentDoor()).messageHtml((await params).id)
  if (html === undefined) return new Response(null, { status: 404 })
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}
