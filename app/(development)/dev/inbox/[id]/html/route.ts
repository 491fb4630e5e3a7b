import { developmentDoor } from '#app/_server/development.ts'
import { mailDocument } from '#app/_server/mail-document.ts'

/** A mail's HTML as it was sent. Development only. */
export const GET = async (_: Request, { params }: { readonly params: Promise<{ id: string }> }): Promise<Response> =>
  mailDocument(await (await developmentDoor()).messageHtml((await params).id), { opens: true })
