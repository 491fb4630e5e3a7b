/**
 * Turns a value into what is sent for a parameter: text, bytes or null. An array becomes an SQL array, a plain object JSON;
 * undefined is null. Throws TypeError for what has no SQL form (functions, symbols).
 */
export function encodeValue(value: unknown): string | Uint8Array | null {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value)
    case 'undefined':
      return null
    case 'object':
      return encodeObject(value)
    default:
      throw new TypeError(`A ${typeof value} cannot be a parameter of a statement`)
  }
}

function encodeObject(value: object | null): string | Uint8Array | null {
  if (value === null) return null
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return value
  if (Array.isArray(value)) return encodeArray(value)
  return JSON.stringify(value)
}

function encodeArray(items: readonly unknown[]): string {
  return `{${items.map(encodeItem).join(',')}}`
}

function encodeItem(item: unknown): string {
  if (Array.isArray(item)) return encodeArray(item)
  const encoded = encodeValue(item)
  if (encoded === null) return 'NULL'
  if (typeof encoded !== 'string') return `"\\\\x${Buffer.from(encoded).toString('hex')}"`
  return `"${encoded.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
