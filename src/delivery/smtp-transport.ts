import { seconds } from '#src/contracts/duration.ts'
import { ASSET_EXTENSIONS } from '#src/domain/branding/brand.ts'
import type { BrandAssetStore } from '#src/domain/branding/brand-file.ts'
import type { ClaimedMessage } from './outbox-store.ts'
import { PermanentDeliveryError, type Transport } from './transport.ts'

export type SmtpOptions = {
  /** `smtp://user:password@host:587` or `smtps://…:465`; `?requireTLS=true` refuses to send in the clear. */
  readonly url: string
  readonly from: { readonly name: string; readonly address: string }
}

const LIMITS = { connectionTimeout: seconds(10), greetingTimeout: seconds(10), socketTimeout: seconds(30), disableFileAccess: true, disableUrlAccess: true } as const

function connectionOf(options: Pick<SmtpOptions, 'url'>) {
  const url = new URL(options.url)
  const secure = url.protocol === 'smtps:'
  return {
    host: url.hostname,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: url.searchParams.get('requireTLS') === 'true',
    ...(url.username === '' ? {} : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    ...LIMITS,
  }
}

/** Connects, greets and logs in, and sends nothing; throws what the server or the network said. */
export async function verifySmtp(options: Pick<SmtpOptions, 'url'>): Promise<void> {
  const { createTransport } = await import('nodemailer')
  const mailer = createTransport(connectionOf(options))
  try {
    await mailer.verify()
  } finally {
    mailer.close()
  }
}

/** Mail by SMTP over a few kept connections, with the pictures it names. Gives up on a silent server after 10 seconds, on a slow one after 30. */
export function createSmtpTransport(options: SmtpOptions, pictures: BrandAssetStore): Transport {
  const connection = connectionOf(options)
  const open = async () => (await import('nodemailer')).createTransport({ ...connection, pool: true, maxConnections: 4 })
  // Loaded for the first message: the start need not wait for it.
  let opening: ReturnType<typeof open> | undefined
  return {
    async deliver(message) {
      const mailer = await (opening ??= open())
      try {
        await mailer.sendMail({ ...mailOf(message, options.from), attachments: await attachedPictures(pictures, message) })
      } catch (error) {
        throw isRefusedForGood(error) ? new PermanentDeliveryError('The mail server refuses this message.', { cause: error }) : error
      }
    },
    close: async () => (await opening)?.close({ force: true }),
  }
}

// One address exactly: an address list, a comment or a quoted part would let a name choose another receiver.
const ADDRESS = /^[^\s<>()[\],;:"\\@]+@[^\s<>()[\],;:"\\@]+$/

function mailOf(message: ClaimedMessage, from: SmtpOptions['from']) {
  if (!ADDRESS.test(message.to)) throw new PermanentDeliveryError('The receiver is not one plain mail address.')
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  return {
    from: { ...from },
    to: { name: '', address: message.to },
    subject: message.subject ?? '',
    text: message.text,
    ...(message.html === null ? {} : { html: message.html }),
    // The same for each try: a receiver that got it twice can tell.
    messageId: `<${message.id}@${domain}>`,
    date: message.createdAt,
    // RFC 3834 §5: no holiday notices in return.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

/** Each in the mail itself, under the name that the HTML calls it by (RFC 2392). One that is gone by now leaves its words in its place. */
async function attachedPictures(pictures: BrandAssetStore, { poolId, images = [] }: ClaimedMessage) {
  const files = await Promise.all(images.map(({ hash }) => pictures.findAsset(poolId, hash)))
  return files.flatMap((file) => (file === null ? [] : [{
    cid: file.hash, filename: `logo.${ASSET_EXTENSIONS[file.type]}`, content: Buffer.from(file.bytes), contentType: file.type, contentDisposition: 'inline' as const,
  }]))
}

/** The server answered 5xx to the receiver or the message (RFC 5321 §4.2.1); a refused log-in is the operator's to mend. */
function isRefusedForGood(error: unknown): boolean {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown }
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600
}
