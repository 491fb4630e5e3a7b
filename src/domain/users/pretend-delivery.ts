import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { type CodeDelivery, deliveryTo, inventDelivery } from '#src/domain/messages/mask-destination.ts'
import { autoVerified } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { canonicalIdentifier, canonicalName, contactKind } from './canonical-name.ts'

/**
 * Where a code for nobody would have gone: to the typed address or number, else to an invented one that stays the same for a name;
 * its medium as the pool's settings suggest (Cognito: managing user existence error responses).
 */
export const pretendDelivery = (
  keyedHash: Pick<KeyedHash, 'sign'>, pool: UserPool, typed: string, preferred: readonly ('email' | 'phone_number')[] = autoVerified(pool),
): CodeDelivery => {
  const kind = contactKind(typed)
  if (kind) return deliveryTo(kind, canonicalName(pool, kind, typed) ?? typed)
  return inventDelivery(keyedHash, preferred[0] ?? 'email', JSON.stringify([pool.id, canonicalIdentifier(pool, typed) ?? typed]))
}
