import { ASSET_EXTENSIONS, type BrandAsset } from '#src/domain/branding/brand.ts'
import { ALL_CLIENTS, type UiCustomization, type UiCustomizationStore } from '#src/domain/branding/classic/ui-customization.ts'
import type { CommitChanges } from '#src/storage/cache/commit-changes.ts'
import type { Caches } from '#src/storage/caches.ts'
import { type Sql, statement } from '#src/storage/engine/sql.ts'
import { translated } from '#src/storage/translate-error.ts'
import { saveBrandAssets } from './brand-assets.ts'

type CustomizationRow = Omit<UiCustomization, 'logo'> & { logo: unknown }

const columns = 'pool_id AS "poolId", scope, css, css_version AS "cssVersion", logo, created_at AS "createdAt", updated_at AS "updatedAt"'
const ofPool = statement<CustomizationRow>('ui_customizations_of_pool', `SELECT ${columns} FROM ui_customizations WHERE pool_id = $1 ORDER BY scope`)
const save = statement<CustomizationRow>(
  'save_ui_customization',
  `INSERT INTO ui_customizations (pool_id, scope, client_id, css, css_version, logo, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (pool_id, scope) DO UPDATE SET css = excluded.css, css_version = excluded.css_version, logo = excluded.logo,
    updated_at = greatest(ui_customizations.updated_at, excluded.updated_at)
  RETURNING ${columns}`,
)
const remove = statement('delete_ui_customization', 'DELETE FROM ui_customizations WHERE pool_id = $1 AND scope = $2')
const raiseVersion = statement('raise_pool_version', 'UPDATE user_pools SET version = version + 1 WHERE id = $1')

export type UiCustomizationStoreDeps = { caches: Pick<Caches, 'uiCustomizationsOfPools'>; commit: CommitChanges }

/** Style sheets and logos of the classic kind: reads from memory; a write raises the pool's version. */
export function createUiCustomizationStore({ caches, commit }: UiCustomizationStoreDeps): UiCustomizationStore {
  /** The pool first: whoever writes in it waits there, and not in a circle. */
  const write = <Result>(poolId: string, work: (sql: Sql) => Promise<Result>): Promise<Result> =>
    commit.transaction([{ kind: 'pool', key: poolId }], async (sql) => {
      await sql.run(raiseVersion, [poolId])
      return work(sql)
    })
  return {
    customizationsOf: async (poolId) => (await translated(() => caches.uiCustomizationsOfPools.read(poolId))) ?? [],
    saveCustomization: ({ poolId, scope, css, cssVersion, logo, createdAt, updatedAt }, files) =>
      write(poolId, async (sql) => {
        await saveBrandAssets(sql, poolId, files, updatedAt)
        const [row] = await sql.query(save, [poolId, scope, scope === ALL_CLIENTS ? null : scope, css, cssVersion, logo, createdAt, updatedAt])
        if (row === undefined) throw new Error('A row that was written came back as none.')
        return customizationFromRow(row)
      }),
    deleteCustomization: (poolId, scope) => write(poolId, async (sql) => void (await sql.run(remove, [poolId, scope]))),
  }
}

export async function loadUiCustomizations(sql: Sql, poolId: string): Promise<UiCustomization[]> {
  return (await sql.query(ofPool, [poolId])).map(customizationFromRow)
}

const customizationFromRow = (row: CustomizationRow): UiCustomization => ({ ...row, logo: isBrandAsset(row.logo) ? row.logo : null })

/** Rows hold only what the domain has checked; a type of a later version is shown as none. */
const isBrandAsset = (logo: unknown): logo is BrandAsset => typeof logo === 'object' && logo !== null && 'type' in logo && Object.hasOwn(ASSET_EXTENSIONS, String(logo.type))
