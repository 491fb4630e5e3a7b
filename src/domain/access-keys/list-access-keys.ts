import type { AccessKey, AccessKeyStore } from './access-key-store.ts'

const PAGE = 200

/** Every key pair without its secret, revoked ones included, in id order. */
export const listAccessKeys = async (deps: { accessKeys: Pick<AccessKeyStore, 'listAccessKeys'> }): Promise<Omit<AccessKey, 'secret'>[]> => {
  const all: Omit<AccessKey, 'secret'>[] = []
  for (let after: string | null = null; ;) {
    const { keys, next } = await deps.accessKeys.listAccessKeys({ after, limit: PAGE })
    all.push(...keys)
    if (next === null) return all
    after = next
  }
}
