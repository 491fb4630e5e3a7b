import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { escapeHtml } from './authorization-response.ts'
import type { OidcDeps } from './oidc-deps.ts'

type DeviceFlow = NonNullable<NonNullable<Configuration['features']>['deviceFlow']>
type DevicePages = Required<Pick<DeviceFlow, 'userCodeInputSource' | 'userCodeConfirmSource' | 'successSource'>>

/** Pages of the device authorization grant (RFC 8628 §3.3): plain forms without scripts or styles of others. */
export function createDevicePages(_deps: Pick<OidcDeps, 'log'>): DevicePages {
  return {
    userCodeInputSource(ctx, form, _out, error) {
      const problem = error === undefined ? '' : '<p role="alert">That code is not valid any more, or was mistyped. Please try again.</p>'
      page(ctx, 'Connect a device', `${problem}<p>Enter the code that your device shows.</p>${form}<button type="submit" form="op.deviceInputForm">Continue</button>`)
    },
    userCodeConfirmSource(ctx, form, client, _info, userCode) {
      page(ctx, 'Connect a device', `<p>Does your device show <strong>${escapeHtml(userCode)}</strong>? It asks to sign in to ${escapeHtml(client.clientName ?? client.clientId)}.</p>`
        + `${form}<button type="submit" form="op.deviceConfirmForm">Yes, continue</button> <button type="submit" form="op.deviceConfirmForm" name="abort" value="yes">No, stop</button>`)
    },
    successSource(ctx) {
      page(ctx, 'Device connected', '<p>You can close this page and go on with your device.</p>')
    },
  }
}

const STYLE = 'body{font:1rem/1.5 system-ui,sans-serif;max-width:28rem;margin:4rem auto;padding:0 1rem}input,button{font:inherit;padding:.5rem .75rem}'

function page(ctx: KoaContextWithOIDC, title: string, content: string): void {
  ctx.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
  ctx.type = 'html'
  ctx.body = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`
    + `<style>${STYLE}</style></head><body><main><h1>${title}</h1>${content}</main></body></html>`
}
