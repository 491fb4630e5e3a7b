/** Elements of a mail: words, lists, tables. Nothing that loads, runs, asks or hides. */
const TEXTUAL = ['p', 'div', 'span', 'b', 'strong', 'i', 'em', 'u', 's', 'small', 'sub', 'sup', 'bdi', 'code', 'pre', 'blockquote', 'h1', 'h2', 'h3', 'ul', 'ol', 'li', 'tbody', 'thead', 'tr'] as const
const EVERYWHERE = ['style', 'dir', 'lang'] as const
const CELL = ['colspan', 'rowspan', 'width', 'align', 'valign'] as const
const OWN_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(TEXTUAL.map((name) => [name, []])),
  br: [], hr: [], a: ['href'], table: ['role', 'width', 'align', 'cellpadding', 'cellspacing', 'border'], td: CELL, th: CELL,
}
const ALLOWED: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(OWN_ATTRIBUTES))
const EMPTY: ReadonlySet<string> = new Set(['br', 'hr'])

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z-]+="[^"<>]*")*)\s*(\/?)>/g
const ATTRIBUTE = /([A-Za-z-]+)="([^"]*)"/g

/** Values that are a word or a number. */
const PLAIN_VALUE = /^[\w-]{1,30}%?$/
const ADDRESS = /^(https:\/\/|mailto:)[^\s"'<>{}\\&]+(&amp;[^\s"'<>{}\\&]*)*$/

const PROPERTY = /^(color|background(-color)?|font(-(family|size|weight|style))?|text-(align|decoration|transform)|line-height|letter-spacing|white-space|word-break|vertical-align|(max-)?width|border(-(top|right|bottom|left))?(-(color|style|width))?|border-(radius|collapse|spacing)|(padding|margin)(-(top|right|bottom|left))?)$/
const WORDS = /^[#\w\s.,%()'-]{1,200}$/
const FUNCTIONS: ReadonlySet<string> = new Set(['rgb', 'rgba', 'hsl', 'hsla'])

/**
 * What is wrong with a piece of HTML that is to stand in a mail: a line for each. It is taken as it is or not at all, so every tag must be
 * of the list, closed in its place, with attributes in double quotes.
 */
export function checkHtml(html: string): string[] {
  const problems: string[] = []
  const open: string[] = []
  const rest = html.replace(TAG, (_, slash: string, spelled: string, attributes: string, selfClosing: string) => {
    const name = spelled.toLowerCase()
    if (!ALLOWED.has(name)) problems.push(`<${name}> is not taken`)
    else if (slash === '/') {
      if (open.pop() !== name || attributes !== '') problems.push(`</${name}> closes no <${name}> that is open`)
    } else {
      problems.push(...checkAttributes(name, attributes))
      if (name === 'a' && open.includes('a')) problems.push('<a> stands in another one')
      if (!EMPTY.has(name)) {
        if (selfClosing === '/') problems.push(`<${name}> has no end`)
        open.push(name)
      }
    }
    return ' '
  })
  return [...new Set([
    ...problems,
    ...open.map((name) => `<${name}> is not closed`),
    ...(/[<>]/.test(rest) ? ['has "<" or ">" that belongs to no tag of the list: write &lt; and &gt;'] : []),
    ...linkPlaces(html),
  ])]
}

/** A place for a link makes an element of its own. */
const linkPlaces = (html: string): string[] => [
  ...(/<a\b[^>]*>(?:(?!<\/a)[^])*\{##/i.test(html) ? ['{##…##} stands in <a>'] : []),
  ...(/\{##[^{}]*[<>][^{}]*##\}/.test(html) ? ['{##…##} has a tag in it'] : []),
]

const checkAttributes = (tag: string, attributes: string): string[] =>
  [...attributes.matchAll(ATTRIBUTE)].flatMap(([, spelled = '', value = '']) => {
    const name = spelled.toLowerCase()
    if (!EVERYWHERE.includes(name as (typeof EVERYWHERE)[number]) && ALLOWED.get(tag)?.includes(name) !== true) return [`<${tag} ${name}> is not taken`]
    if (name === 'style') return checkStyle(value).map((problem) => `<${tag} style>: ${problem}`)
    if (name === 'href') return ADDRESS.test(value) ? [] : [`<${tag} href> must begin with https:// or mailto:`]
    return PLAIN_VALUE.test(value) ? [] : [`<${tag} ${name}="${value}"> is not taken`]
  })

const checkStyle = (style: string): string[] =>
  style.split(';').map((declaration) => declaration.trim()).filter((declaration) => declaration !== '').flatMap((declaration) => {
    const [property = '', value = '', ...more] = declaration.split(':').map((part) => part.trim())
    if (!PROPERTY.test(property.toLowerCase())) return [`${property} is not taken`]
    const calls = [...value.matchAll(/([\w-]*)\s*\(/g)].map(([, name = '']) => name.toLowerCase())
    return more.length > 0 || !WORDS.test(value) || calls.some((name) => !FUNCTIONS.has(name)) ? [`${property}: ${value} is not taken`] : []
  })
