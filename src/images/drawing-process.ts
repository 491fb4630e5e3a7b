/** A process that draws one drawing: bytes come in, a PNG goes out, or the reason why not, with exit code 1. */
import { buffer } from 'node:stream/consumers'
import { isDomainError } from '#src/domain/domain-error.ts'
import { drawPicture } from './draw-picture.ts'

const [width, height] = process.argv.slice(2).map(Number)
// Should the process that began this one be gone: nothing else ends a thread that draws.
setTimeout(() => process.kill(process.pid, 'SIGKILL'), 20_000).unref()

try {
  const { bytes } = await drawPicture(new Uint8Array(await buffer(process.stdin)), 'svg', { width: width ?? 0, height: height ?? 0 })
  process.stdout.write(bytes)
} catch (error) {
  if (!isDomainError(error)) throw error
  process.exitCode = 1
  process.stdout.write(String(error.details['reason']))
}
