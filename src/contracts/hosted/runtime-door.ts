import type { HostedView } from './hosted-view.ts'
import type { InboxView, MessagesFilter, MessagesView, StartView } from './views/development-view.ts'

/** Key of `globalThis` under which the server puts the one object that bundled pages may reach. */
export const RUNTIME_KEY = 'poolhouse.runtime'

/** What pages may ask of the running process. */
export type RuntimeDoor = {
  readonly hosted: {
    /** The view prepared for this request, or undefined when the id is unknown (the page is a 404 then). */
    view(id: string): HostedView | undefined
  }
  /** Absent in production: the development pages are 404s then. */
  readonly development?: DevelopmentDoor | undefined
}

export type DevelopmentDoor = {
  /** Loads the texts of a language: the gallery shows any. */
  loadCatalogue(locale: string): Promise<void>
  viewStart(): Promise<StartView>
  viewInbox(filter: InboxFilter): Promise<InboxView>
  /** HTML of one message as it was sent, or undefined. */
  messageHtml(id: string): Promise<string | undefined>
  /** A message as people would get it; null for a pool or client that there is not. */
  viewMessages(filter: MessagesFilter): Promise<MessagesView | null>
  previewHtml(filter: MessagesFilter): Promise<string | undefined>
  /** Sends it as a test; says what was wrong, or null. */
  sendTest(filter: MessagesFilter, to: string): Promise<string | null>
  /** The demo application's settings; absent where no demo client was seeded (`/demo` is a 404 then). */
  readonly demo?: DemoSettings | undefined
}

/** What the demo application knows of its provider: what any relying party is configured with, and no more. */
export type DemoSettings = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Encrypts the demo's own session cookie. */
  readonly secret: string
  /** Base address it is served under, no slash at the end. */
  readonly publicUrl: string
}

export type InboxFilter = { readonly to?: string | undefined; readonly pool?: string | undefined }
