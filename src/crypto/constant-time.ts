import { hash, timingSafeEqual } from 'node:crypto'

/** Whether two secrets are equal, in a time that tells neither where they differ nor how long the expected one is. */
export function equalInConstantTime(a: string | Buffer, b: string | Buffer): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

function digest(value: string | Buffer): Buffer {
  return hash('sha256', value, 'buffer')
}
