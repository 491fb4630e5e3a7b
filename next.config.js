import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'

/** The fingerprint of a bundled script, so that browsers may keep it for good and still get the next version. */
const fingerprint = (file) => (existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12) : 'none')

/** Pages only: every protocol path is answered by src/server before Next is asked. */
export default {
  serverExternalPackages: ['oidc-provider', '@electric-sql/pglite', 'pg', '@node-rs/argon2'],
  poweredByHeader: false,
  compress: false,
  generateEtags: false,
  devIndicators: false,
  reactStrictMode: true,
  logging: { incomingRequests: false }, // the server writes a line of its own, without what addresses carry
  typescript: { ignoreBuildErrors: true }, // types are checked by `npm run check`, over the whole tree
  env: {
    HOSTED_SCRIPT_VERSION: fingerprint('public/hosted/hosted-pages.js'),
    DEVELOPMENT_SCRIPT_VERSION: fingerprint('public/hosted/development-pages.js'),
  },
  headers: async () => [
    { source: '/hosted/:script(.*\\.js)', has: [{ type: 'query', key: 'v' }], headers: [{ key: 'cache-control', value: 'public, max-age=31536000, immutable' }] },
  ],
}
