import 'next-auth/jwt'

declare module 'next-auth/jwt' {
  /** What the session cookie holds besides next-auth's own members. */
  interface JWT {
    idToken?: string | undefined
    accessToken?: string | undefined
    refreshToken?: string | undefined
    /** When the access token expires, seconds since 1970. */
    expiresAt?: number | undefined
    /** OAuth error code of the last refresh, if it was refused. */
    refreshError?: string | undefined
  }
}
