/** The values of a row: separated by commas, `\,` being one of a value; quotation marks mean nothing; white space around values is dropped. */
export const splitRow = (row: string): string[] => {
  const values: string[] = []
  let value = ''
  for (const [index, piece] of row.split(',').entries()) {
    if (index > 0 && value.endsWith('\\')) {
      value = `${value.slice(0, -1)},${piece}`
      continue
    }
    if (index > 0) values.push(value.trim())
    value = piece
  }
  return [...values, value.trim()]
}
