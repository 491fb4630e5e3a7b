import type { Config } from '#src/config/config.ts'
import { verifySmtp } from '#src/delivery/smtp-transport.ts'
import { note, ok, problem, type Finding } from './finding.ts'

/** Whether the mail server lets us in; nothing is sent. */
export async function checkMail({ mail, mode }: Pick<Config, 'mail' | 'mode'>): Promise<Finding> {
  if (mail === null) return note(mode === 'development' ? 'No mail server is set: messages are in the inbox, /dev/inbox.' : 'No mail server is set, as waived: messages end as failed.')
  const host = new URL(mail.url).host
  try {
    await verifySmtp(mail)
    return ok(`The mail server ${host} lets us in.`)
  } catch (error) {
    const { code, responseCode } = error as { code?: string; responseCode?: number }
    return problem(`The mail server ${host} does not let us in (${[code, responseCode].filter((part) => part !== undefined).join(' ')}).`, code === 'EAUTH' ? 'Correct user and password in SMTP_URL.' : 'Correct SMTP_URL, or look whether the server runs.')
  }
}
