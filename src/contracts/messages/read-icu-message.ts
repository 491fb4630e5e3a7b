export type Choice = { readonly argument: string; readonly kind: 'plural' | 'selectordinal' | 'select'; readonly options: readonly string[] }

/** What a message is made of, besides its words. */
export type MessageShape = {
  readonly arguments: ReadonlySet<string>
  readonly tags: ReadonlySet<string>
  readonly choices: readonly Choice[]
  /** The words alone: no arguments, no tags, no names of cases. */
  readonly words: string
}

type Found = { arguments: Set<string>; tags: Set<string>; choices: Choice[]; words: string }
type Cursor = { readonly source: string; at: number; readonly found: Found }

const CHOICES: ReadonlySet<string> = new Set(['plural', 'selectordinal', 'select'])

/** Reads an ICU message (arguments, plural, select, tags, apostrophes as ICU quotes them). Throws an Error that names the place. */
export const readIcuMessage = (source: string): MessageShape => {
  const cursor: Cursor = { source, at: 0, found: { arguments: new Set(), tags: new Set(), choices: [], words: '' } }
  readWords(cursor, [])
  if (cursor.at < source.length) fail(cursor, 'a "}" closes nothing')
  return cursor.found
}

/** Up to the "}" that closes an option, or the closing tag of the innermost element. */
const readWords = (cursor: Cursor, open: readonly string[]): void => {
  const { source, found } = cursor
  while (cursor.at < source.length) {
    const rest = source.slice(cursor.at)
    const tag = /^<(\/?)([a-zA-Z][\w-]*)(\s*\/)?>/.exec(rest)
    if (rest.startsWith('}')) return
    if (rest.startsWith('{')) readArgument(cursor)
    else if (rest.startsWith("'")) readApostrophe(cursor)
    else if (tag === null) {
      found.words += rest[0] ?? ''
      cursor.at++
    } else if (tag[1] === '/') {
      if (open.at(-1) !== tag[2]) fail(cursor, `${tag[0]} closes nothing`)
      return
    } else readElement(cursor, tag[0], tag[2] ?? '', open)
  }
}

const readElement = (cursor: Cursor, text: string, name: string, open: readonly string[]): void => {
  cursor.found.tags.add(name)
  cursor.at += text.length
  if (/\/>$/.test(text)) return
  readWords(cursor, [...open, name])
  if (!cursor.source.startsWith(`</${name}>`, cursor.at)) fail(cursor, `<${name}> is not closed`)
  cursor.at += name.length + 3
}

/** Two apostrophes are one; one before a brace, tag or "#" quotes what follows, up to the next; any other is itself. */
const readApostrophe = (cursor: Cursor): void => {
  const { source, found } = cursor
  const quoted = /^'[{}<>#|](?:[^']|'')*'?/.exec(source.slice(cursor.at))
  const text = source.startsWith("''", cursor.at) ? "''" : (quoted?.[0] ?? "'")
  found.words += text.length > 2 ? text.slice(1).replace(/'$/, '').replaceAll("''", "'") : "'"
  cursor.at += text.length
}

const readArgument = (cursor: Cursor): void => {
  cursor.at++
  const name = take(cursor, /^\s*([\w.]+)\s*/, 'the name of an argument')
  cursor.found.arguments.add(name)
  if (take(cursor, /^([,}])\s*/, 'a comma or "}" after the name') === '}') return
  const kind = take(cursor, /^(\w+)\s*/, 'the kind of the argument')
  if (!CHOICES.has(kind)) {
    take(cursor, /^((?:,[^{}]*)?\})/, '"}" after the kind')
    return
  }
  take(cursor, /^(,)\s*/, `a comma after "${kind}"`)
  readOptions(cursor, name, kind as Choice['kind'])
}

const readOptions = (cursor: Cursor, argument: string, kind: Choice['kind']): void => {
  const options: string[] = []
  const offset = /^offset:\d+\s*/.exec(cursor.source.slice(cursor.at))
  if (kind !== 'select') cursor.at += offset?.[0].length ?? 0
  while (!cursor.source.startsWith('}', cursor.at)) {
    const option = take(cursor, /^((?:=\d+|[\w-]+))\s*\{/, `a case of {${argument}} and its text in braces`)
    if (options.includes(option)) fail(cursor, `{${argument}} has the case "${option}" twice`)
    options.push(option)
    readWords(cursor, [])
    take(cursor, /^(\})\s*/, `"}" after the case "${option}"`)
  }
  cursor.at++
  if (!options.includes('other')) fail(cursor, `{${argument}} has no case "other"`)
  cursor.found.choices.push({ argument, kind, options })
}

const take = (cursor: Cursor, pattern: RegExp, expected: string): string => {
  const match = pattern.exec(cursor.source.slice(cursor.at))
  if (match === null) return fail(cursor, `expected ${expected}`)
  cursor.at += match[0].length
  return match[1] ?? ''
}

const fail = ({ source, at }: Cursor, what: string): never => {
  throw new Error(`${what}, at character ${at + 1}: …${source.slice(Math.max(0, at - 15), at + 15)}…`)
}
