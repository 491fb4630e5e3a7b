import type { Problem } from './env.ts'

export type Mailbox = { readonly name: string; readonly address: string }

const MAILBOX = /^(?:"?([^"<>\r\n]*?)"?\s*<([^<>\s,;"]+@[^<>\s,;"@]+)>|([^<>\s,;"]+@[^<>\s,;"@]+))$/

/** Reads `Name <address>` or a bare address; null when unset. What is neither is added to `problems`. */
export function readMailbox(text: string | undefined, problems: Problem[]): Mailbox | null {
  if (text === undefined) return null
  const match = MAILBOX.exec(text)
  const address = match?.[2] ?? match?.[3]
  if (address === undefined) {
    problems.push({ variable: 'MAIL_FROM', sentence: 'MAIL_FROM is not a mail address.', mend: 'Use the form: Example <no-reply@example.com>' })
    return null
  }
  return { name: match?.[1] ?? '', address }
}
