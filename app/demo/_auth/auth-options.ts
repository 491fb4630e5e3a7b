import type { NextAuthOptions } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import type { DemoSettings } from '#src/contracts/hosted/runtime-door.ts'
import { refreshTokens } from './refresh-tokens.ts'

type Profile = { readonly sub: string; readonly name?: string; readonly email?: string; readonly 'cognito:username'?: string }

/** next-auth's configuration for any OpenID Connect provider: nothing in it is particular to this one. */
const provider = ({ issuer, clientId, clientSecret }: DemoSettings): OAuthConfig<Profile> => ({
  id: 'poolhouse',
  name: 'Poolhouse',
  type: 'oauth',
  wellKnown: `${issuer}/.well-known/openid-configuration`,
  clientId,
  clientSecret,
  authorization: { params: { scope: 'openid email profile' } },
  idToken: true,
  checks: ['pkce', 'state', 'nonce'],
  profile: (profile) => ({ id: profile.sub, name: profile.name ?? profile.email ?? profile.sub, email: profile.email ?? null }),
})

/** Keeps the tokens in next-auth's encrypted session cookie; the browser's scripts never see them. */
export const authOptions = (settings: DemoSettings): NextAuthOptions => ({
  secret: settings.secret,
  theme: { colorScheme: 'auto', brandColor: '#2450d8' },
  session: { strategy: 'jwt' },
  providers: [provider(settings)],
  callbacks: {
    jwt: async ({ token, account, trigger }) => {
      if (account) {
        const { id_token, access_token, refresh_token, expires_at } = account
        return { ...token, idToken: id_token, accessToken: access_token, refreshToken: refresh_token, expiresAt: expires_at, refreshError: undefined }
      }
      return trigger === 'update' ? refreshTokens(settings, token) : token
    },
  },
})
