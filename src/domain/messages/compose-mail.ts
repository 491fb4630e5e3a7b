import type { BrandAsset } from '#src/domain/branding/brand.ts'
import { fillSubject } from './fill-template.ts'
import { mailHtml, type MailBlock, type MailPage, mailPictures, mailText } from './mail-page.ts'

export type ComposedMail = { subject: string; text: string; html: string; images: readonly BrandAsset[] }

/** A mail in a pool's look, in both forms. Its subject is one line. */
export const composeMail = ({ blocks, ...page }: Omit<MailPage, 'blocks'> & { blocks: { html: readonly MailBlock[]; text: readonly MailBlock[] } }): ComposedMail => {
  const subject = fillSubject(page.subject, {})
  return { subject, text: mailText({ poolName: page.poolName, blocks: blocks.text }), html: mailHtml({ ...page, subject, blocks: blocks.html }), images: mailPictures(page.look) }
}
