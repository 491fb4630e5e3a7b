const EXPONENT_BYTES = 32

/** Raises one fixed base to many exponents. */
export type FixedBasePower = (exponent: bigint) => bigint

/**
 * `base^exponent mod modulus` from a table of `base^(d·256^i)`: for 3072 bits half the work of a general power, for
 * 3 MB of memory. Each call adds one of 32 rows and answers by `otherwise` until all are there, so that no single
 * call waits for the whole table; exponents over 256 bits always go to `otherwise`. Not constant-time.
 */
export function createFixedBasePower(base: bigint, modulus: bigint, otherwise: (base: bigint, exponent: bigint) => bigint): FixedBasePower {
  const rows: bigint[][] = []
  let rowBase = base % modulus
  return (exponent) => {
    if (rows.length < EXPONENT_BYTES) {
      const { row, next } = powersOf(rowBase, modulus)
      rows.push(row)
      rowBase = next
      return otherwise(base, exponent)
    }
    if (exponent >> BigInt(8 * EXPONENT_BYTES) !== 0n) return otherwise(base, exponent)
    return multiplyFromTable(rows, exponent, modulus)
  }
}

/** `row[d]` = base^d for d in 0…255, and `next` = base^256, which begins the next row. */
function powersOf(base: bigint, modulus: bigint): { row: bigint[]; next: bigint } {
  const row: bigint[] = []
  let power = 1n
  for (let digit = 0; digit < 256; digit++) {
    row.push(power)
    power = (power * base) % modulus
  }
  return { row, next: power }
}

function multiplyFromTable(rows: readonly bigint[][], exponent: bigint, modulus: bigint): bigint {
  const digits = Buffer.from(exponent.toString(16).padStart(2 * EXPONENT_BYTES, '0'), 'hex').reverse()
  return rows.reduce((product, row, position) => {
    const factor = row[digits[position] ?? 0] ?? 1n
    return factor === 1n ? product : (product * factor) % modulus
  }, 1n)
}
