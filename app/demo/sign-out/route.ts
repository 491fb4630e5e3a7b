import { cookies } from 'next/headers'
import { readSession } from '#app/demo/_auth/read-session.ts'
import { demoSettings } from '#app/demo/_auth/demo-settings.ts'
import { discover } from '#app/demo/_auth/discover.ts'

const SESSION_COOKIE = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/

/**
 * Signs out here and at the provider: forgets the session cookie and sends the browser to the end-session endpoint
 * (OpenID Connect RP-Initiated Logout §2), which brings it back to `/demo`.
 */
export const POST = async (request: Request): Promise<Response> => {
  const settings = await demoSettings()
  // Another site's form must not sign people out.
  if (request.headers.get('origin') !== settings.publicUrl) return new Response(null, { status: 403 })
  const session = await readSession(settings)
  const jar = await cookies()
  for (const { name } of jar.getAll()) if (SESSION_COOKIE.test(name)) jar.delete(name)
  return new Response(null, { status: 303, headers: { location: await whereTo(settings, session?.idToken) } })
}

const whereTo = async (settings: { issuer: string; clientId: string; publicUrl: string }, idToken: string | undefined): Promise<string> => {
  const { end_session_endpoint } = await discover(settings.issuer)
  if (end_session_endpoint === undefined) return `${settings.publicUrl}/demo`
  const target = new URL(end_session_endpoint)
  target.searchParams.set('client_id', settings.clientId)
  target.searchParams.set('post_logout_redirect_uri', `${settings.publicUrl}/demo`)
  if (idToken !== undefined) target.searchParams.set('id_token_hint', idToken)
  return target.href
}
