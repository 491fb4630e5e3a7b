'use client'

import { SessionProvider, signIn } from 'next-auth/react'
import type { ReactNode } from 'react'

const AUTH_PATH = '/demo/api/auth'

/** Starts the sign-in. Without script the link leads to next-auth's own page, whose form does the same. */
export const SignInButton = ({ children }: { readonly children: ReactNode }) => (
  // The provider tells next-auth's client where its routes are; no session is asked for.
  <SessionProvider basePath={AUTH_PATH} session={null} refetchOnWindowFocus={false}>
    <a
      className="button button-primary"
      href={`${AUTH_PATH}/signin?callbackUrl=%2Fdemo`}
      onClick={(event) => {
        event.preventDefault()
        void signIn('poolhouse', { callbackUrl: '/demo' })
      }}
    >
      {children}
    </a>
  </SessionProvider>
)
