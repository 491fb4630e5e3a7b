import type { DeviceView } from '#src/contracts/hosted/views/device-view.ts'
import type { DevicePage } from '#src/oidc/oidc-deps.ts'
import { bareFrame, type FrameContext } from './build-frame.ts'
import type { ErrorPageDeps } from './view-error.ts'

/** A step of connecting a device; its forms go to the protocol's own address. */
export const viewDevice = (deps: ErrorPageDeps, context: FrameContext, page: DevicePage): DeviceView => {
  const frame = bareFrame(deps, context, 'device')
  const action = `${context.request.address.basePath}/device`
  switch (page.step) {
    case 'enter': {
      const step = { kind: 'enter' as const, code: page.code, form: { action, xsrf: page.xsrf } }
      return { screen: 'device', step, frame: page.refused ? { ...frame, summary: { code: 'device_code_unknown', tone: 'danger' } } : frame }
    }
    case 'confirm': return { screen: 'device', frame, step: { kind: 'confirm', code: page.code, application: page.clientName, form: { action, xsrf: page.xsrf } } }
    case 'connected':
    case 'stopped': return { screen: 'device', frame, step: { kind: page.step } }
  }
}
