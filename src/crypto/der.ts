/** Values in DER (ITU-T X.690 §8 to §11), as far as certificates need them. */

const tagged = (tag: number, content: Uint8Array): Buffer => Buffer.concat([Buffer.from([tag, ...lengthOctets(content.length)]), content])

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 | octets.length, ...octets]
}

export const derSequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, Buffer.concat(parts))
export const derSet = (member: Uint8Array): Buffer => tagged(0x31, member)
export const derNull = (): Buffer => tagged(0x05, Buffer.alloc(0))
export const derUtf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text, 'utf8'))
/** Whole octets: no bit at the end is unused. */
export const derBitString = (octets: Uint8Array): Buffer => tagged(0x03, Buffer.concat([Buffer.from([0]), octets]))

/** A number that is not negative, from its octets, the most significant first. */
export const derInteger = (octets: Uint8Array): Buffer => {
  const first = octets.findIndex((octet) => octet !== 0)
  const digits = first < 0 ? Buffer.from([0]) : Buffer.from(octets.subarray(first))
  const isNegative = (digits[0] ?? 0) >= 0x80
  return tagged(0x02, isNegative ? Buffer.concat([Buffer.from([0]), digits]) : digits)
}

/** An object identifier from its dotted form. */
export const derObjectId = (dotted: string): Buffer => {
  const [top = 0, second = 0, ...others] = dotted.split('.').map(Number)
  return tagged(0x06, Buffer.from([top * 40 + second, ...others].flatMap(base128)))
}

function base128(number: number): number[] {
  const octets = [number % 128]
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) octets.unshift(0x80 | (rest % 128))
  return octets
}

/** A moment in whole seconds: UTCTime until 2049, then GeneralizedTime (RFC 5280 §4.1.2.5). */
export const derTime = (moment: Date): Buffer => {
  const digits = `${moment.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`
  return moment.getUTCFullYear() < 2050 ? tagged(0x17, Buffer.from(digits.slice(2))) : tagged(0x18, Buffer.from(digits))
}
