import { developmentDoor } from '#app/_server/development.ts'
import { messagesFilter } from '#app/_server/messages-filter.ts'

/** Sends a test and shows it in the inbox. Only forms of this origin are listened to. Development only. */
export const POST = async (request: Request): Promise<Response> => {
  const door = await developmentDoor()
  const origin = request.headers.get('origin')
  if (origin === null || !URL.canParse(origin) || new URL(origin).host !== request.headers.get('host')) return new Response(null, { status: 403 })
  const form = await request.formData()
  const to = form.get('to')
  const problem = await door.sendTest(messagesFilter((name) => form.get(name)), typeof to === 'string' ? to.trim() : '')
  if (problem !== null) return new Response(problem, { status: 400, headers: { 'content-type': 'text/plain; charset=utf-8' } })
  return new Response(null, { status: 303, headers: { location: `/dev/inbox?${new URLSearchParams({ to: String(to).trim() }).toString()}` } })
}
