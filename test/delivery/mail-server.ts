import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type MailServer = { port: number; mails: Email[]; next(): Promise<Email>; stop(): Promise<void> }

/** A real SMTP server that keeps what it gets; `refuse` decides about a receiver. */
export async function startMailServer(t: TestContext, options: { port?: number; refuse?: (to: string) => Error | null; auth?: SMTPServerOptions['onAuth'] } = {}): Promise<MailServer> {
  const mails: Email[] = []
  const waiting: ((mail: Email) => void)[] = []
  const server = new SMTPServer({
    disabledCommands: options.auth === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    allowInsecureAuth: true,
    closeTimeout: 50,
    authOptional: options.auth === undefined,
    ...(options.auth === undefined ? {} : { onAuth: options.auth }),
    onRcptTo: ({ address }, _session, done) => done(options.refuse?.(address) ?? null),
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          mails.push(mail)
          waiting.shift()?.(mail)
          done()
        }, done)
      })
    },
  })
  server.on('error', () => {}) // clients that are cut off
  const listener = server.listen(options.port ?? 0, '127.0.0.1')
  await once(listener, 'listening')
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()))
  t.after(stop)
  return { port: (listener.address() as AddressInfo).port, mails, next: () => new Promise((resolve) => waiting.push(resolve)), stop }
}
