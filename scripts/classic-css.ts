// npm run classic-css -- <file.css>: what of a style sheet for SetUICustomization the pages leave out, line by line. Fails when it would be refused.
import { readFile } from 'node:fs/promises'
import { readClassicSheet } from '#src/domain/branding/classic/classic-layer.ts'
import { explainDropped, refusalText } from '#src/domain/branding/classic/explain-dropped.ts'

const [file, ...rest] = process.argv.slice(2)
if (file === undefined || rest.length > 0) {
  console.error('npm run classic-css -- <file.css>')
  process.exit(2)
}
const { dropped } = await readClassicSheet(await readFile(file, 'utf8'), null)
console.log(dropped.length === 0 ? 'Nothing is left out.' : explainDropped(dropped).join('\n'))
if (dropped.some(({ reason }) => refusalText(reason) !== undefined)) process.exitCode = 1
