import { cookies, headers } from 'next/headers'
import { getToken, type JWT } from 'next-auth/jwt'
import type { DemoSettings } from '#src/contracts/hosted/runtime-door.ts'

/** What the session cookie holds, decrypted; null when nobody is signed in or the cookie is not ours. */
export const readSession = async ({ secret, publicUrl }: DemoSettings): Promise<JWT | null> => {
  const request = { cookies: await cookies(), headers: await headers() }
  return getToken({ req: request as unknown as Parameters<typeof getToken>[0]['req'], secret, secureCookie: publicUrl.startsWith('https:') })
}
