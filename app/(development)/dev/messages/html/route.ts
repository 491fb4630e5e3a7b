import { developmentDoor } from '#app/_server/development.ts'
import { messagesFilter } from '#app/_server/messages-filter.ts'

/** An example mail's HTML, allowed to run nothing and load nothing. Development only. */
export const GET = async (request: Request): Promise<Response> => {
  const query = new URL(request.url).searchParams
  const html = await (await developmentDoor()).previewHtml(messagesFilter((name) => query.get(name)))
  if (html === undefined) return new Response(null, { status: 404 })
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}
