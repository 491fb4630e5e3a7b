import type { BrandAsset } from '#src/domain/branding/brand.ts'
import type { ManagedStyleStore, NewAsset, StyleInUse } from '#src/domain/branding/managed/managed-style-store.ts'
import type { AssetName, ManagedStyle, SentAsset } from '#src/domain/branding/managed/managed-style.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { saveBrandAssets } from './branding/brand-assets.ts'
import type { CommitChanges } from './cache/commit-changes.ts'
import type { Caches } from './caches.ts'
import { type Sql, statement } from './engine/sql.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'

const columns = `id, pool_id AS "poolId", client_id AS "clientId", use_provided AS "useProvided", settings, version, created_at AS "createdAt", updated_at AS "updatedAt"`
const raiseVersion = statement('raise_pool_version', 'UPDATE user_pools SET version = version + 1 WHERE id = $1')
const findStyle = statement<ManagedStyle>('find_managed_style', `SELECT ${columns} FROM managed_login_brandings WHERE pool_id = $1 AND id = $2`)
const stylesOfPool = statement<ManagedStyle>('managed_styles_of_pool', `SELECT ${columns} FROM managed_login_brandings WHERE pool_id = $1`)
const picturesOfPool = statement<AssetName & { brandingId: string; served: BrandAsset }>(
  'managed_pictures_of_pool',
  `SELECT a.branding_id AS "brandingId", a.category, a.color_mode AS "colorMode", a.resource_id AS "resourceId", a.served
  FROM managed_login_assets a JOIN managed_login_brandings b ON b.id = a.branding_id WHERE b.pool_id = $1 ORDER BY a.category, a.color_mode, a.resource_id`,
)
const listAssets = statement<SentAsset>(
  'list_managed_assets',
  `SELECT category, color_mode AS "colorMode", resource_id AS "resourceId", extension, bytes FROM managed_login_assets WHERE branding_id = $1
  ORDER BY category, color_mode, resource_id`,
)
const countStyles = statement<{ count: number }>('count_managed_styles', 'SELECT count(*)::int AS count FROM managed_login_brandings WHERE pool_id = $1')
const countAssets = statement<{ count: number }>('count_managed_assets', 'SELECT count(*)::int AS count FROM managed_login_assets WHERE branding_id = $1')
const insertStyle = statement(
  'insert_managed_style',
  `INSERT INTO managed_login_brandings (id, pool_id, client_id, use_provided, settings, version, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
)
const updateStyle = statement(
  'update_managed_style',
  `UPDATE managed_login_brandings SET use_provided = $4, settings = $5, updated_at = $6, version = version + 1 WHERE pool_id = $1 AND id = $2 AND version = $3`,
)
const deleteStyle = statement('delete_managed_style', 'DELETE FROM managed_login_brandings WHERE pool_id = $1 AND id = $2')
const clearAssets = statement('clear_managed_assets', 'DELETE FROM managed_login_assets WHERE branding_id = $1')
const putAsset = statement(
  'put_managed_asset',
  `INSERT INTO managed_login_assets (branding_id, category, color_mode, resource_id, extension, bytes, served) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (branding_id, category, color_mode, resource_id) DO UPDATE SET extension = excluded.extension, bytes = excluded.bytes, served = excluded.served`,
)

/** Styles of managed login. A pool has few, so all of a pool's are kept in memory together, without the pictures' bytes. */
export function createManagedStyleStore({ sql, caches, commit }: { sql: Sql; caches: Caches; commit: CommitChanges }): ManagedStyleStore {
  /** The pool's row is locked first: of changes at the same time, each counts what the one before left. */
  const change = <Result>(poolId: string, work: (within: Sql) => Promise<Result>) =>
    commit.transaction([{ kind: 'pool', key: poolId }], async (within) => {
      await within.run(raiseVersion, [poolId])
      return work(within)
    })
  return {
    createStyle: (style, assets, most) =>
      change(style.poolId, async (within) => {
        const [known] = await within.query(countStyles, [style.poolId])
        if ((known?.count ?? 0) >= most) throw new DomainError('LimitExceeded', `The user pool has ${most} branding styles already.`)
        await refusingSecond(style.clientId, () =>
          within.run(insertStyle, [style.id, style.poolId, style.clientId, style.useProvided, style.settings, style.version, style.createdAt, style.updatedAt]))
        await putAssets(within, style, assets)
      }),
    findStyle: (poolId, id) => translated(async () => (isUuid(id) ? ((await sql.query(findStyle, [poolId, id.toLowerCase()]))[0] ?? null) : null)),
    listAssets: (styleId) => translated(() => sql.query(listAssets, [styleId])),
    updateStyle: (style, { clear, add, most }) =>
      change(style.poolId, async (within) => {
        const changed = await within.run(updateStyle, [style.poolId, style.id, style.version, style.useProvided, style.settings, style.updatedAt])
        if (changed === 0) throw new DomainError('ConcurrentModification', 'The branding style was changed at the same time.')
        if (clear) await within.run(clearAssets, [style.id])
        await putAssets(within, style, add)
        const [kept] = await within.query(countAssets, [style.id])
        if ((kept?.count ?? 0) > most) throw new DomainError('InvalidParameter', `A branding style has at most ${most} assets.`, { field: 'Assets' })
      }),
    deleteStyle: (poolId, id) => (isUuid(id) ? change(poolId, async (within) => (await within.run(deleteStyle, [poolId, id.toLowerCase()])) > 0) : Promise.resolve(false)),
    styleOfClient: async (poolId, clientId) => ((await translated(() => caches.managedStylesOfPools.read(poolId))) ?? []).find((style) => style.clientId === clientId) ?? null,
  }
}

/** All styles of a pool. */
export async function loadManagedStyles(sql: Sql, poolId: string): Promise<StyleInUse[]> {
  const styles = await sql.query(stylesOfPool, [poolId])
  // Most pools have none.
  if (styles.length === 0) return []
  const pictures = await sql.query(picturesOfPool, [poolId])
  return styles.map((style) => ({ ...style, pictures: pictures.filter(({ brandingId }) => brandingId === style.id).map(({ brandingId: _, ...picture }) => picture) }))
}

async function putAssets(within: Sql, { id, poolId, updatedAt }: ManagedStyle, assets: readonly NewAsset[]): Promise<void> {
  await saveBrandAssets(within, poolId, assets.map(({ served }) => served), updatedAt)
  for (const { category, colorMode, resourceId, extension, bytes, served: { bytes: _drawn, ...served } } of assets) {
    await within.run(putAsset, [id, category, colorMode, resourceId, extension, bytes, served])
  }
}

async function refusingSecond(clientId: string, insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert()
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'managed_login_brandings_client_id_key') throw error
    throw new DomainError('ManagedLoginBrandingExists', `A ManagedLoginBranding already exists for client ${clientId}`)
  }
}
