import type { PoolRequest } from '#src/contracts/pool-request.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { PATHS } from './paths.ts'
import { signStoredRequest } from './signed-request.ts'

/** Pages that `screen_hint` begins at instead of the sign-in page. */
const HINTED_PAGES: ReadonlyMap<unknown, string> = new Map([
  ['signup', PATHS.signUp], ['forgot_password', PATHS.forgotPassword], ['change_password', PATHS.forgotPassword],
])

/** Where the browser goes to sign in (or up, or to recover): the page names the request twice, as pending and as it was, so that it can begin again. */
export function signInAddress({ keyedHash }: { keyedHash: KeyedHash }, request: PoolRequest, uid: string, params: Readonly<Record<string, unknown>>): string {
  const page = params.prompt === 'create' ? PATHS.signUp : (HINTED_PAGES.get(params.screen_hint) ?? PATHS.login)
  return `${request.address.baseUrl}${page}?${new URLSearchParams({ uid, r: signStoredRequest(keyedHash, request.poolId, params) })}`
}

