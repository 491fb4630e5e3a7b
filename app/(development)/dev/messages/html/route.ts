import { developmentDoor } from '#app/_server/development.ts'
import { mailDocument } from '#app/_server/mail-document.ts'
import { messagesFilter } from '#app/_server/messages-filter.ts'

/** An example mail's HTML; its links lead nowhere. Development only. */
export const GET = async (request: Request): Promise<Response> => {
  const query = new URL(request.url).searchParams
  return mailDocument(await (await developmentDoor()).previewHtml(messagesFilter((name) => query.get(name))), { opens: false })
}
