import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import * as sdk from '@aws-sdk/client-cognito-identity-provider'
import type { Operation } from '#src/aws-api/operation.ts'
import { OPERATIONS } from '#src/aws-api/operation-table.ts'

const PROJECT = join(import.meta.dirname, '../..')

/** Every operation of the service, by the AWS SDK's own model. */
export const SERVICE_OPERATIONS: readonly string[] = Object.keys(sdk).flatMap((name) => /^([A-Z]\w*)Command$/.exec(name)?.[1] ?? []).filter((name) => name !== '$').sort()

/** Test files by the operation that a title of theirs begins with, as in `CreateGroup: refuses a taken name`. */
export type TestFiles = ReadonlyMap<string, ReadonlySet<string>>

/** Of this service: titles begin with names of other things too. */
export const operationOfTitle = (title: string): string | undefined => {
  const name = /^([A-Z]\w+): /.exec(title)?.[1]
  return name !== undefined && SERVICE_OPERATIONS.includes(name) ? name : undefined
}

/** As the test files are written; of those that refuse every call the titles are put together when they run. */
export function writtenTests(): TestFiles {
  const files = new Map<string, Set<string>>()
  for (const name of SERVICE_OPERATIONS) if (isNotYet(OPERATIONS.get(name))) files.set(name, new Set([REFUSALS]))
  for (const file of readdirSync(join(PROJECT, 'test'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.test.ts')) continue
    for (const [, title = ''] of readFileSync(join(PROJECT, 'test', file), 'utf8').matchAll(/^ *(?:void )?test\((?:`|'|")([^\n]*)/gm)) {
      const operation = operationOfTitle(title)
      if (operation !== undefined) files.set(operation, (files.get(operation) ?? new Set()).add(`test/${file}`))
    }
  }
  return files
}

/** A file as the table names it. */
export const fromProject = (file: string): string => relative(PROJECT, file)

/** docs/compatibility.md. */
export function compatibilityTable(tests: TestFiles): string {
  const rows = SERVICE_OPERATIONS.map((name) => rowOf(name, OPERATIONS.get(name), tests.get(name)))
  const count = (state: string) => rows.filter((row) => row.includes(`| ${state} |`)).length
  return `${HEAD}
${count('works')} work, ${count('partly')} work partly, ${count('not yet')} are not here yet, of ${rows.length}.

| operation | state | what is missing | tests |
|---|---|---|---|
${rows.join('\n')}
`
}

function rowOf(name: string, operation: Operation | undefined, files: ReadonlySet<string> | undefined): string {
  const state = isNotYet(operation) ? 'not yet' : operation?.gap === undefined ? 'works' : 'partly'
  const missing = operation === undefined ? 'It answers UnknownOperationException.' : (operation.notYet ?? operation.gap ?? '')
  const links = [...(files ?? [])].sort().map((file) => `[${file.slice(file.lastIndexOf('/') + 1, -'.test.ts'.length)}](../${file})`)
  return `| ${name} | ${state} | ${missing} | ${links.join(', ')} |`
}

const isNotYet = (operation: Operation | undefined): boolean => operation === undefined || operation.notYet !== undefined

/** Where the operations that refuse every call are tried together. */
const REFUSALS = 'test/aws-api/operations/operations-to-come.test.ts'

const HEAD = `# Compatibility with the user pools API

Every operation of \`AWSCognitoIdentityProviderService\`, and what becomes of it here. Written by \`npm run compatibility\`, which runs the
tests of each operation with the AWS SDK and names them; a test holds this table to the code. What behaves differently on purpose stands in
[differences](differences.md).

[Triggers](how-to/triggers.md) call functions that are registered: an operation that would call one that nobody registered is refused with
UnexpectedLambdaException. AnalyticsMetadata, UserContextData and ContextData are checked for their form on every
operation that takes them; nothing evaluates them yet. InboundFederation, PreSignUp_ExternalProvider, and account take-over notifications of
sign-ins that were stopped, are never called yet: nobody signs in by other providers, and nothing judges risks
([events of triggers](reference/trigger-events.md#not-called-yet)).
`
