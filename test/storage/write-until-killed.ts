// Opens the embedded database of a folder and writes rows one after another, printing each key once it is acknowledged.
// node write-until-killed.ts <data folder> <prefix of the keys>
import { openDatabase } from '#src/storage/engine/database.ts'
import { statement } from '#src/storage/engine/sql.ts'

const insert = statement('child_insert', 'INSERT INTO installation (key, value) VALUES ($1, $2)')
const [dataDir = '', prefix = ''] = process.argv.slice(2)

try {
  const { sql } = await openDatabase({ dataDir })
  process.stdout.write('open\n')
  for (let count = 0; ; count++) {
    await sql.run(insert, [`${prefix}${count}`, 'x'.repeat(500)])
    process.stdout.write(`${prefix}${count}\n`)
  }
} catch (error) {
  const { code, message } = error as { code?: string; message: string }
  process.stdout.write(`refused ${code}: ${message}\n`)
}
