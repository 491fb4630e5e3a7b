import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

/** Connecting a device that has no browser of its own: its code is typed here, then agreed to. */
export type DeviceView = {
  readonly screen: 'device'
  readonly frame: PageFrame
  readonly step:
    /** `code`: from the address, or as last typed. */
    | { readonly kind: 'enter'; readonly code: string; readonly form: DeviceForm }
    | { readonly kind: 'confirm'; readonly code: string; readonly application: string; readonly form: DeviceForm }
    | { readonly kind: 'connected' }
    | { readonly kind: 'stopped' }
}

/** Posted to the protocol's own address, with its token against forgery. */
export type DeviceForm = { readonly action: string; readonly xsrf: string }
