/** Pages only: every protocol path is answered by src/server before Next is asked. */
export default {
  serverExternalPackages: ['oidc-provider', '@electric-sql/pglite', 'pg', '@node-rs/argon2'],
  poweredByHeader: false,
  compress: false,
  devIndicators: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: true }, // types are checked by `npm run check`, over the whole tree
}
