/** What a browser does between a server's answers: keeps cookies by name and path, sends them back, reports where it is sent. */
export type TestBrowser = {
  get(url: string, headers?: Record<string, string>): Promise<Visit>
  post(url: string, form: Record<string, string>): Promise<Visit>
  /** By name and path, as a thief would copy them. */
  cookies: Map<string, { name: string; value: string; path: string }>
}

export type Visit = { status: number; location: string | null; headers: Headers; text: string }

/** `copied`: starts with another's cookies. `sent`: headers that go with every request. */
export function createTestBrowser(copied?: TestBrowser, sent: Record<string, string> = {}): TestBrowser {
  const cookies: TestBrowser['cookies'] = new Map(copied?.cookies)
  const cookieHeader = (url: string): string => {
    const { pathname } = new URL(url)
    return [...cookies.values()].filter(({ path }) => path === '/' || pathname === path || pathname.startsWith(`${path}/`)).map(({ name, value }) => `${name}=${value}`).join('; ')
  }

  async function visit(url: string, init: RequestInit): Promise<Visit> {
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { accept: 'text/html', cookie: cookieHeader(url), ...sent, ...(init.headers as Record<string, string> | undefined) } })
    for (const header of response.headers.getSetCookie()) keep(cookies, header)
    return { status: response.status, location: response.headers.get('location'), headers: response.headers, text: await response.text() }
  }

  return {
    cookies,
    get: (url, headers = {}) => visit(url, { headers }),
    post: (url, form) => visit(url, { method: 'POST', body: new URLSearchParams(form) }),
  }
}

function keep(cookies: TestBrowser['cookies'], header: string): void {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim())
  const at = pair.indexOf('=')
  const name = pair.slice(0, at)
  const value = pair.slice(at + 1)
  const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/'
  const gone = attributes.some((attribute) => /^expires=Thu, 01 Jan 1970/i.test(attribute))
  if (gone) cookies.delete(`${name} ${path}`)
  else cookies.set(`${name} ${path}`, { name, value, path })
}
