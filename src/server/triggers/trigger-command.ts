import { z } from 'zod'

const filter = { poolId: z.string().exactOptional(), trigger: z.string().exactOptional() }

/** What `npm run triggers` can be asked for; `set-…` and `replay` carry secrets, and are sealed wherever they are left. */
export const triggerCommand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('list') }),
  z.strictObject({
    kind: z.literal('set-lambda'), name: z.string(), endpoint: z.string().nullable(), region: z.string().nullable(),
    secrets: z.strictObject({ accessKeyId: z.string(), secretAccessKey: z.string(), sessionToken: z.string().nullable() }).nullable(),
  }),
  z.strictObject({ kind: z.literal('set-webhook'), name: z.string(), url: z.string() }),
  z.strictObject({
    kind: z.literal('set-module'), name: z.string(), file: z.string(), handler: z.string(), memoryMb: z.number(), environment: z.record(z.string(), z.string()),
  }),
  z.strictObject({ kind: z.literal('remove'), name: z.string() }),
  z.strictObject({ kind: z.literal('rotate-secret'), name: z.string(), overlapHours: z.number() }),
  z.strictObject({ kind: z.literal('log'), ...filter, limit: z.number() }),
  z.strictObject({ kind: z.literal('since'), ...filter, since: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('show'), id: z.string() }),
  z.strictObject({ kind: z.literal('replay'), id: z.string(), values: z.record(z.string(), z.string()) }),
])

export type TriggerCommand = z.output<typeof triggerCommand>

/** `tail` is `since`, again and again. */
export type TriggerCommandLine = TriggerCommand | { kind: 'tail'; poolId?: string; trigger?: string }

export const TRIGGERS_USAGE = `npm run triggers -- list
npm run triggers -- set <arn> --module <file> [--handler <name>] [--memory <MiB>] [--env-file <file>]
npm run triggers -- set <arn> --webhook <url>
npm run triggers -- set <arn> --lambda [--endpoint <url>] [--region <region>] [--credentials]
npm run triggers -- remove <arn> | rotate-secret <arn> [--overlap <hours>]
npm run triggers -- log [--pool <id>] [--trigger <name>] [--limit <n>] | tail [--pool <id>] [--trigger <name>]
npm run triggers -- show <id> | replay <id> [--value <path>=<text> …]
--credentials takes AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN of this command's environment.`
