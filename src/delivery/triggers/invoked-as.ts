import type { LambdaFunction } from '#src/domain/functions/registered-function.ts'

/** Where a function is invoked, and by what name. `emulated`: by a runtime interface emulator, which takes one call at a time. */
export type InvokedAs = { endpoint: string | null; region: string; functionName: string; qualifier: string | null; emulated: boolean }

const INVOCATION_PATH = /^(.*)\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/

/**
 * AWS is asked by the whole ARN. Other endpoints are asked by the name and version in it, or by the name in the endpoint when that is
 * the address of an invocation: a runtime interface emulator calls every function `function`.
 */
export function invokedAs({ name, settings }: Pick<LambdaFunction, 'name' | 'settings'>): InvokedAs {
  const [, , , arnRegion = '', , , inArn, version] = name.split(':')
  const region = settings.region ?? (arnRegion === '' ? 'us-east-1' : arnRegion)
  if (settings.endpoint === null || inArn === undefined) return { endpoint: settings.endpoint, region, functionName: name, qualifier: null, emulated: false }
  const url = new URL(settings.endpoint)
  const [, before, inPath] = INVOCATION_PATH.exec(url.pathname) ?? []
  if (before === undefined || inPath === undefined) return { endpoint: settings.endpoint, region, functionName: inArn, qualifier: version ?? null, emulated: false }
  return { endpoint: `${url.origin}${before}`, region, functionName: decodeURIComponent(inPath), qualifier: null, emulated: inPath === 'function' }
}
