import { rawRequest, type RawAnswer, type RawRequest } from './raw-request.ts'

export type Form = { readonly action: string; readonly fields: Readonly<Record<string, string>> }

/** Keeps cookies and follows redirects as a browser does, and shows every byte; one host per instance. */
export class RawBrowser {
  readonly #origin: string
  readonly cookies = new Map<string, string>()
  /** Every Set-Cookie header so far. */
  readonly setCookies: string[] = []
  /** Where the last answer came from. */
  url: string

  constructor(origin: string) {
    this.#origin = origin
    this.url = origin
  }

  /** One request; the answer's cookies are kept. */
  async send(address: string, options: RawRequest = {}): Promise<RawAnswer> {
    const url = new URL(address, this.url)
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await rawRequest(url.href, { ...options, headers: { ...(cookie !== '' && { cookie }), ...options.headers } })
    this.url = url.href
    for (const header of answer.headers['set-cookie'] ?? []) this.#keep(header)
    return answer
  }

  /** Follows redirects until there is a page, or the next address belongs to somebody else. */
  async open(address: string, options: RawRequest = {}): Promise<RawAnswer> {
    let answer = await this.send(address, options)
    for (let hops = 0; hops < 10 && answer.headers.location !== undefined; hops += 1) {
      const next = new URL(answer.headers.location, this.url)
      if (next.origin !== this.#origin) return answer
      answer = await this.send(next.href)
    }
    return answer
  }

  /** Posts a form of the page last opened as that page would, with `changes` to its fields. */
  async submit(form: Form, changes: Readonly<Record<string, string>> = {}, headers: Readonly<Record<string, string>> = {}): Promise<RawAnswer> {
    const body = new URLSearchParams({ ...form.fields, ...changes }).toString()
    return this.send(form.action, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', origin: this.#origin, ...headers } })
  }

  #keep(header: string): void {
    this.setCookies.push(header)
    const [pair = '', ...attributes] = header.split(';')
    const at = pair.indexOf('=')
    const over = attributes.some((attribute) => /^\s*(max-age=(0|-)|expires=thu, 01 jan 1970)/i.test(attribute))
    if (over) this.cookies.delete(pair.slice(0, at))
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }
}

const unescape = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const attribute = (tag: string, name: string): string | undefined => {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : unescape(value)
}

/** The first form of a page with the values it would send untouched. */
export const readForm = (html: string): Form => {
  const form = /<form\b[\s\S]*?<\/form>/.exec(html)?.[0]
  if (form === undefined) throw new Error(`The page has no form:\n${html.slice(0, 2000)}`)
  const inputs = form.match(/<input\b[^>]*>/g) ?? []
  const fields = inputs.flatMap((input) => {
    const name = attribute(input, 'name')
    return name === undefined || attribute(input, 'type') === 'checkbox' ? [] : [[name, attribute(input, 'value') ?? '']]
  })
  return { action: attribute(form, 'action') ?? '', fields: Object.fromEntries(fields) as Record<string, string> }
}
