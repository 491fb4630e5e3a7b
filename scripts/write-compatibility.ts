// npm run compatibility: runs the tests of the AWS wire, and every other that names an operation, and writes docs/compatibility.md from what passed.
import { glob, writeFile } from 'node:fs/promises'
import { run } from 'node:test'
import { compatibilityTable, fromProject, operationOfTitle, writtenTests } from '#test/aws-api/compatibility-table.ts'

const chosen = new Set([...writtenTests().values()].flatMap((files) => [...files]))
for await (const file of glob('test/aws-api/**/*.test.ts')) chosen.add(file)
const files = [...chosen].sort()
const passed = new Map<string, Set<string>>()
const failed: string[] = []
for await (const { type, data } of run({ files, concurrency: 2 })) {
  if (type === 'test:fail') failed.push(`${data.file ?? ''}: ${data.name}`)
  const operation = type === 'test:pass' ? operationOfTitle(data.name) : undefined
  if (type === 'test:pass' && operation !== undefined && data.file !== undefined) {
    passed.set(operation, (passed.get(operation) ?? new Set()).add(fromProject(data.file)))
  }
}
if (failed.length > 0) {
  process.exitCode = 1
  process.stderr.write(`Not written: these tests failed.\n${failed.join('\n')}\n`)
} else {
  await writeFile('docs/compatibility.md', compatibilityTable(passed))
  process.stdout.write(`docs/compatibility.md names the tests of ${passed.size} operations.\n`)
}
