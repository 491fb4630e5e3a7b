import { z } from 'zod'
import { readRateLimits } from './rate-limits.ts'

/** A setting that cannot be used: what is wrong with it, and what to do. Free of secrets. */
export type Problem = { readonly variable: string; readonly sentence: string; readonly mend: string }

const text = z.string().trim()
const list = text.transform((value) => value.split(',').map((item) => item.trim()).filter((item) => item !== ''))
const flag = z.enum(['true', 'false'], { error: 'must be true or false' }).transform((value) => value === 'true')
const whole = (least: number, most: number) =>
  text.regex(/^\d{1,9}$/, { error: `must be a number from ${least} to ${most}` }).transform(Number)
    .refine((value) => value >= least && value <= most, { error: `must be a number from ${least} to ${most}` })
const url = (schemes: readonly string[]) =>
  text.refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), { error: `must be a URL beginning with ${schemes.map((s) => `${s}//`).join(' or ')}` })

/** The one description of every environment variable; each is optional here, src/config/config.ts derives what is missing. */
/** A header's name (RFC 9110 §5.1), as Node spells it. */
const headerName = text.regex(/^[\w-]{1,64}$/, { error: 'must be the name of a header' }).transform((name) => name.toLowerCase())

export const environmentSchema = z.object({
  NODE_ENV: text,
  MODE: z.enum(['development', 'production'], { error: 'must be development or production' }),
  HOST: text.regex(/^[0-9A-Za-z.:-]+$/, { error: 'must be an address or host name to listen on' }),
  PORT: text.regex(/^\d{1,5}$/, { error: 'must be a number from 1 to 65535' }).transform(Number).refine((port) => port >= 1 && port <= 65_535, { error: 'must be a number from 1 to 65535' }),
  HTTPS_PORT: text.regex(/^\d{1,5}$/, { error: 'must be a number from 1 to 65535' }).transform(Number).refine((port) => port >= 1 && port <= 65_535, { error: 'must be a number from 1 to 65535' }),
  PUBLIC_URL: url(['http:', 'https:']),
  DATA_DIR: text,
  DATABASE_URL: url(['postgresql:', 'postgres:']),
  MASTER_KEY: text,
  MASTER_KEY_PREVIOUS: list,
  REGION: text.regex(/^[a-z]{2,}(-[a-z]+)*-\d+$/, { error: 'must look like us-east-1' }),
  REGIONS: list,
  ACCOUNT_ID: text.regex(/^\d{12}$/, { error: 'must be twelve digits' }),
  SIGV4: z.enum(['any', 'verify'], { error: 'must be any or verify' }),
  ACCESS_KEY_ID: text.regex(/^\w{16,128}$/, { error: 'must be 16 to 128 letters, digits or underscores' }),
  SECRET_ACCESS_KEY: text.min(16, { error: 'must have at least 16 characters' }),
  SMTP_URL: url(['smtp:', 'smtps:']),
  MAIL_FROM: text,
  SMS_WEBHOOK_URL: url(['http:', 'https:']),
  SMS_WEBHOOK_SECRET: text.min(16, { error: 'must have at least 16 characters' }),
  OUTBOUND_ALLOW: list,
  TRUST_PROXY: list,
  CITY_HEADER: headerName,
  COUNTRY_HEADER: headerName,
  AUTH_DOMAIN: text.regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/, { error: 'must be a lower-case host name, with a port if it is not the usual one' }),
  DOMAIN_PROOF: z.enum(['required', 'none'], { error: 'must be required or none' }),
  DNS_SERVERS: list,
  CODE_KEYS: list,
  SEED: text,
  BRANDING_FILE: text,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal'], { error: 'must be trace, debug, info, warn, error or fatal' }),
  ARGON2_MEMORY_KIB: whole(8, 1_048_576),
  ARGON2_ITERATIONS: whole(1, 64),
  NETWORK_TRY_LIMIT: whole(0, 1_000_000),
  USER_EVENT_DAYS: whole(1, 3650),
  TRIGGER_LOG_DAYS: whole(0, 3650),
  RATE_LIMITS: text.refine((value) => readRateLimits(value) !== null, { error: 'must be off, cognito, or categories with their requests a second, as in UserList=100,UserRead=500' }),
  ALLOW_HTTP: flag,
  ALLOW_NO_MAIL: flag,
}).partial()

export type Environment = z.output<typeof environmentSchema>

/** The process's own variables: the only place where they are read. */
export const processVariables = (): Readonly<Record<string, string | undefined>> => process.env

/** Reads variables by the schema; an empty one counts as unset. Problems name the variable and never repeat its value. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): { environment: Environment; problems: Problem[] } {
  const given = Object.fromEntries(Object.keys(environmentSchema.shape).flatMap((name) => {
    const value = variables[name]
    return value === undefined || value.trim() === '' ? [] : [[name, value]]
  }))
  const read = environmentSchema.safeParse(given)
  if (read.success) return { environment: read.data, problems: [] }
  const problems = read.error.issues.map((issue) => {
    const variable = String(issue.path[0])
    return { variable, sentence: `${variable} ${issue.message}.`, mend: `Correct or unset ${variable}.` }
  })
  const wrong = new Set(problems.map((problem) => problem.variable))
  const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name)))
  return { environment: environmentSchema.parse(rest), problems }
}

/** Tells libraries that look at NODE_ENV which of their builds to use, before they are loaded, and Next to report to nobody. */
export function declareNodeEnvironment(value: 'development' | 'production'): void {
  Object.assign(process.env, { NODE_ENV: value, NEXT_TELEMETRY_DISABLED: '1' })
}
