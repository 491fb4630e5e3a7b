import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { authOptions } from '#app/demo/_auth/auth-options.ts'
import { demoSettings } from '#app/demo/_auth/demo-settings.ts'

type Context = { readonly params: Promise<{ nextauth: string[] }> }

/** next-auth's own routes, with options of this very process (next-auth: advanced initialization). */
const answer = async (request: NextRequest, context: Context): Promise<Response> => {
  const settings = await demoSettings()
  return (await NextAuth(request, context, authOptions(settings))) as Response
}

export { answer as GET, answer as POST }
