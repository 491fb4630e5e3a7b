import encodeQR from 'qr'
import type { QrDrawing } from '#src/contracts/hosted/views/mfa-view.ts'

/** Light modules around the code, without which readers do not find it (ISO/IEC 18004 §5.3.8). */
const QUIET_ZONE = 4

/** A text as a QR code: one path whose strokes, as wide as a module, cover the dark ones, row by row. */
export const drawQr = (text: string): QrDrawing => {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_ZONE })
  return { size: rows.length, path: rows.map(strokesOf).join('') }
}

/** Each run of dark modules in a row as one stroke; the first is placed, the others follow it. */
const strokesOf = (row: readonly boolean[], y: number): string => {
  let path = ''
  let end = 0
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue
    const start = x
    while (row[x + 1]) x++
    path += `${path === '' ? `M${start} ${y}.5` : `m${start - end} 0`}h${x + 1 - start}`
    end = x + 1
  }
  return path
}
