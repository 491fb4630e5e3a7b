/** The page at `/` of a development instance. */
export type StartView = {
  readonly publicUrl: string
  readonly pools: readonly StartPool[]
  readonly inboxHref: string
  readonly demoHref?: string | undefined
  /** Access keys for the AWS SDK and CLI are printed in the terminal, not here. */
  readonly region: string
}

export type StartPool = {
  readonly id: string
  readonly name: string
  readonly issuer: string
  readonly discoveryHref: string
  readonly clients: readonly { readonly id: string; readonly name: string; readonly signInHref?: string | undefined }[]
  readonly users: readonly { readonly username: string; readonly password?: string | undefined }[]
}

export type InboxMessage = {
  readonly id: string
  readonly medium: 'email' | 'sms'
  readonly to: string
  readonly purpose: string
  readonly subject?: string | undefined
  readonly text: string
  readonly hasHtml: boolean
  readonly code?: string | undefined
  readonly link?: string | undefined
  /** ISO 8601. */
  readonly createdAt: string
  readonly poolId?: string | undefined
  readonly username?: string | undefined
}

/** Which message is looked at, as far as it is said. */
export type MessagesFilter = {
  readonly pool?: string | undefined
  readonly client?: string | undefined
  readonly message?: string | undefined
  readonly language?: string | undefined
  readonly draft: boolean
}

/** One message with made-up values, and what else can be chosen. */
export type MessagesView = {
  readonly chosen: MessagesFilter & { readonly pool: string; readonly message: string }
  readonly pools: readonly { readonly id: string; readonly name: string }[]
  readonly clients: readonly { readonly id: string; readonly name: string }[]
  readonly messages: readonly string[]
  readonly languages: readonly { readonly locale: string; readonly name: string }[]
  readonly subject: string
  readonly text: string
  readonly sms?: string | undefined
  readonly htmlHref: string
}

/** Newest first. */
export type InboxView = {
  readonly messages: readonly InboxMessage[]
  readonly filter: { readonly to?: string | undefined; readonly pool?: string | undefined }
}
