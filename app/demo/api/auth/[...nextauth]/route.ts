import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { authOptions } from '#app/demo/_auth/auth-options.ts'
import { demoSettings } from '#app/demo/_auth/demo-settings.ts'

type Context = { readonly params: Promise<{ nextauth: string[] }> }

/** next-auth's own routes, with options of this very process (next-auth: advanced initialization). */
const answer = async (request: NextRequest, context: Context): Promise<Response> => {
  const settings = await demoSettings()
  const error = request.nextUrl.searchParams.get('error')
  // What went wrong is said on the application's own page, as `pages.error` would, but for every error.
  if (error !== null && (await context.params).nextauth[0] === 'signin') return new Response(null, { status: 303, headers: { location: `/demo?error=${encodeURIComponent(error)}` } })
  return (await NextAuth(request, context, authOptions(settings))) as Response
}

export { answer as GET, answer as POST }
