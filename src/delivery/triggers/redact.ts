/** Words that name secrets, in keys written in any of the usual ways. */
const SECRET_WORDS = new Set([
  'password', 'passwd', 'pwd', 'passphrase', 'secret', 'secrets', 'token', 'tokens', 'jwt', 'credential', 'credentials', 'authorization', 'cookie',
  'code', 'otp', 'totp', 'pin', 'answer', 'assertion', 'signature', 'apikey',
])
/** Whole keys that hold secrets, or hold none although a word of theirs says so. */
const SECRET_KEYS = new Set(['oneclicklinkinvalid', 'privatechallengeparameters', 'samlresponse', 'privatekey', 'accesskey', 'signingkey'])
const HARMLESS_KEYS = new Set([
  'codeparameter', 'linkparameter', 'answercorrect', 'idtokengeneration', 'accesstokengeneration', 'token_use', 'countrycode', 'postalcode', 'zipcode',
  'languagecode', 'currencycode', 'statuscode', 'errorcode',
])
const REDACTED = '[redacted]'
const LONGEST_TEXT = 4096
const LARGEST = 32 * 1024

/** What is written down instead of something of this kind; `secrets` are texts that must not appear in what is written beside it. */
export type Redacted = { value: unknown; secrets: string[] }

/**
 * Replaces whatever a secret's key holds, leaf by leaf, so that its form stays; cuts long texts, and leaves out the whole when it is
 * large. What is left can be stored: no NUL, no lone surrogate.
 */
export function redact(value: unknown): Redacted {
  const secrets: string[] = []
  const redacted = redactUnder(value, '', false, secrets)
  const size = JSON.stringify(redacted)?.length ?? 0
  return { value: size > LARGEST ? { leftOut: `${size} characters` } : redacted, secrets }
}

function redactUnder(value: unknown, key: string, secret: boolean, secrets: string[]): unknown {
  const hidden = secret || isSecretKey(key)
  if (Array.isArray(value)) return value.map((item) => redactUnder(item, key, hidden, secrets))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [storable(name), redactUnder(member, name, hidden, secrets)]))
  }
  if (value === null || value === undefined || value === '') return value ?? null
  if (hidden || (key === 'challengeMetadata' && holdsMore(value))) {
    secrets.push(String(value))
    return REDACTED
  }
  return typeof value === 'string' ? storable(value) : value
}

/** A function's own note of a challenge is often its name, and often the very code. */
const holdsMore = (metadata: unknown): boolean => !/^[A-Za-z_ -]{1,64}$/.test(String(metadata))

function isSecretKey(key: string): boolean {
  const name = key.toLowerCase()
  const joined = name.replaceAll(/[^a-z0-9]/g, '')
  if (HARMLESS_KEYS.has(name) || HARMLESS_KEYS.has(joined)) return false
  return SECRET_KEYS.has(joined) || key.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z0-9]+/).some((word) => SECRET_WORDS.has(word))
}

const TOKEN = /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g
/** Shorter ones would cut words out of sentences. */
const SHORTEST_SECRET = 4

/** A text that somebody wrote freely (an error, a line of a console) without the given secrets, in plain or as JSON has them, and without tokens. */
export function redactText(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets.filter((each) => each.length >= SHORTEST_SECRET).toSorted((a, b) => b.length - a.length)) {
    clean = clean.replaceAll(secret, REDACTED).replaceAll(JSON.stringify(secret).slice(1, -1), REDACTED)
  }
  return storable(clean.replaceAll(TOKEN, REDACTED))
}

/** The same for every text in a value. */
export function redactTexts(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return redactText(value, secrets)
  if (Array.isArray(value)) return value.map((item) => redactTexts(item, secrets))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, redactTexts(member, secrets)]))
}

const storable = (text: string): string => {
  const whole = text.replaceAll('\0', '\uFFFD').toWellFormed()
  return whole.length > LONGEST_TEXT ? `${whole.slice(0, LONGEST_TEXT).toWellFormed()}…` : whole
}
