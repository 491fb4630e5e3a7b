import { LRUCache } from 'lru-cache'
import { ASSET_EXTENSIONS, type AssetType } from '#src/domain/branding/brand.ts'
import { HASH_FORM, type BrandAssetStore, type BrandFile } from '#src/domain/branding/brand-file.ts'
import { type Sql, statement } from '#src/storage/engine/sql.ts'
import { retryConflicts } from '#src/storage/retry-conflicts.ts'
import { translated } from '#src/storage/translate-error.ts'

type AssetRow = { hash: string; type: string; width: number | null; height: number | null; bytes: Uint8Array }

/** What refers to files: a file that none of these names is swept. */
const HOLDERS = [
  `SELECT pool_id, logo->>'hash' AS hash FROM ui_customizations`,
  `SELECT style.pool_id, asset.served->>'hash' AS hash FROM managed_login_assets asset JOIN managed_login_brandings style ON style.id = asset.branding_id`,
  'SELECT pool_id, unnest(files) AS hash FROM brand_designs',
  'SELECT design.pool_id, unnest(version.files) AS hash FROM brand_design_versions version JOIN brand_designs design USING (target)',
] as const

/** Bytes of files that a process keeps at most. */
const MOST_KEPT = 32 * 1024 * 1024

const find = statement<AssetRow>('find_brand_asset', 'SELECT hash, type, width, height, bytes FROM brand_assets WHERE pool_id = $1 AND hash = $2')
const save = statement(
  'save_brand_asset',
  `INSERT INTO brand_assets (pool_id, hash, type, width, height, bytes, used_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (pool_id, hash) DO UPDATE SET used_at = greatest(brand_assets.used_at, excluded.used_at)`,
)
/** Files looked at by one statement. */
const BATCH = 200
/** Counted and not asked for by EXISTS, which would read the holders of all pools, and even when no file is due. Of the files that were taken into use longest ago, those that are referred to go to the end of the line, and the others away. */
const sweep = statement<{ seen: number; deleted: number }>(
  'sweep_brand_assets',
  `WITH due AS MATERIALIZED (SELECT pool_id, hash FROM brand_assets WHERE used_at < $1 ORDER BY used_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED),
  held AS MATERIALIZED (SELECT pool_id, hash FROM due WHERE (SELECT count(*) FROM (${HOLDERS.join(' UNION ALL ')}) holder WHERE holder.pool_id = due.pool_id AND holder.hash = due.hash) > 0),
  kept AS (UPDATE brand_assets asset SET used_at = $2 FROM held WHERE asset.pool_id = held.pool_id AND asset.hash = held.hash),
  gone AS (
    DELETE FROM brand_assets asset USING due WHERE asset.pool_id = due.pool_id AND asset.hash = due.hash
    AND NOT EXISTS (SELECT 1 FROM held WHERE held.pool_id = due.pool_id AND held.hash = due.hash) RETURNING 1
  )
  SELECT (SELECT count(*) FROM due)::int AS seen, (SELECT count(*) FROM gone)::int AS deleted`,
)

/** Files of looks. They are written by `saveBrandAssets`, together with what refers to them. */
export function createBrandAssetStore({ sql }: { sql: Sql }): BrandAssetStore {
  const kept = new LRUCache<string, BrandFile>({ maxSize: MOST_KEPT, sizeCalculation: ({ bytes }) => bytes.length + 500 })
  return {
    findAsset: (poolId, hash) =>
      translated(async () => {
        if (!HASH_FORM.test(hash)) return null
        const key = `${poolId}/${hash}`
        const known = kept.get(key)
        if (known !== undefined) return known
        const [row] = await sql.query(find, [poolId, hash])
        const file = row === undefined ? null : fileFromRow(row)
        if (file !== null) kept.set(key, file)
        return file
      }),
  }
}

/** Within the transaction that writes what refers to the files: both are there, or neither is. */
export async function saveBrandAssets(sql: Sql, poolId: string, files: readonly BrandFile[], at: Date): Promise<void> {
  // Always in one order: writers of the same files wait for each other and never in a circle.
  for (const { hash, type, width, height, bytes } of files.toSorted((a, b) => (a.hash < b.hash ? -1 : 1))) {
    await sql.run(save, [poolId, hash, type, width ?? null, height ?? null, bytes, at])
  }
}

/** Deletes files that nothing refers to and that were last taken into use before `due`; returns how many. */
export async function sweepBrandAssets(sql: Sql, { due, now, stopped }: { due: Date; now: Date; stopped(): boolean }): Promise<number> {
  for (let deleted = 0; ;) {
    const [counts] = await retryConflicts(() => sql.query(sweep, [due, now]))
    deleted += counts?.deleted ?? 0
    if ((counts?.seen ?? 0) < BATCH || stopped()) return deleted
  }
}

/** Null for a type that this version does not serve. */
const fileFromRow = ({ hash, type, width, height, bytes }: AssetRow): BrandFile | null =>
  isAssetType(type) ? { hash, type, bytes: new Uint8Array(bytes), ...(width !== null && height !== null && { width, height }) } : null

const isAssetType = (type: string): type is AssetType => Object.hasOwn(ASSET_EXTENSIONS, type)
