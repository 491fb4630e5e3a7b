import type { BrandTarget } from '#src/domain/branding/brand.ts'
import type { BrandDesignStore, Design, DesignChange, DesignState, DesignVersion, PublishedDesign } from '#src/domain/branding/designs/design.ts'
import { assetsOf } from '#src/domain/branding/designs/design.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { CommitChanges } from '#src/storage/cache/commit-changes.ts'
import type { Caches } from '#src/storage/caches.ts'
import { type Sql, statement } from '#src/storage/engine/sql.ts'
import { translated } from '#src/storage/translate-error.ts'
import { saveBrandAssets } from './brand-assets.ts'

type VersionRow = { number: number; design: Design; createdAt: Date }
type StateRow = Omit<DesignState, keyof BrandTarget>

/** Versions of a target that are kept to go back to. */
const MOST_VERSIONS = 50

const publishedOfPool = statement<PublishedDesign>(
  'published_designs_of_pool',
  `SELECT of_target.pool_id AS "poolId", of_target.client_id AS "clientId", version.number, version.design
  FROM brand_designs of_target JOIN brand_design_versions version ON version.target = of_target.target AND version.number = of_target.published WHERE of_target.pool_id = $1`,
)
const findState = statement<StateRow>(
  'find_brand_design', `SELECT draft, revision, latest, published, updated_at AS "updatedAt" FROM brand_designs WHERE target = $1 AND pool_id = $2`,
)
const listVersions = statement<VersionRow>(
  'list_brand_design_versions',
  `SELECT number, design, created_at AS "createdAt" FROM brand_design_versions JOIN brand_designs USING (target) WHERE target = $1 AND pool_id = $2 ORDER BY number DESC`,
)
const findVersion = statement<VersionRow>(
  'find_brand_design_version',
  `SELECT number, design, created_at AS "createdAt" FROM brand_design_versions JOIN brand_designs USING (target) WHERE target = $1 AND pool_id = $2 AND number = $3`,
)
const raiseVersion = statement('raise_pool_version', 'UPDATE user_pools SET version = version + 1 WHERE id = $1')
const saveDraft = statement<{ revision: number }>(
  'save_brand_draft',
  `INSERT INTO brand_designs (target, pool_id, client_id, draft, files, revision, updated_at) SELECT $1::text, $2::text, $3::text, $4::jsonb, $5::text[], 1, $6::timestamptz
  WHERE $7::int = 0 OR EXISTS (SELECT 1 FROM brand_designs WHERE target = $1)
  ON CONFLICT (target) DO UPDATE SET draft = excluded.draft, files = excluded.files, revision = brand_designs.revision + 1, updated_at = excluded.updated_at
  WHERE brand_designs.revision = $7 AND brand_designs.pool_id = $2
  RETURNING revision`,
)
/** The row is locked by the first part: of two that name one revision the second finds another. */
const publishDraft = statement<{ number: number }>(
  'publish_brand_draft',
  `WITH drafted AS (SELECT target, draft, files, latest + 1 AS number FROM brand_designs WHERE target = $1 AND pool_id = $2 AND revision = $3 AND draft IS NOT NULL FOR UPDATE),
  published AS (
    UPDATE brand_designs SET latest = drafted.number, published = drafted.number, draft = NULL, files = '{}', revision = revision + 1, updated_at = $4
    FROM drafted WHERE brand_designs.target = drafted.target
  )
  INSERT INTO brand_design_versions (target, number, design, files, created_at) SELECT target, number, draft, files, $4 FROM drafted RETURNING number`,
)
const forgetOldVersions = statement(
  'forget_old_brand_design_versions',
  'DELETE FROM brand_design_versions WHERE target = $1 AND number <= $2',
)
const choosePublished = statement(
  'choose_published_brand_design',
  `UPDATE brand_designs SET published = $4, revision = revision + 1, updated_at = $5 WHERE target = $1 AND pool_id = $2 AND revision = $3
  AND ($4::int IS NULL OR EXISTS (SELECT 1 FROM brand_design_versions WHERE target = $1 AND number = $4))`,
)

export type BrandDesignStoreDeps = { sql: Sql; caches: Pick<Caches, 'publishedDesignsOfPools'>; commit: CommitChanges }

/** Drafts and versions of looks: what people see is read from memory; a write raises the pool's version. */
export function createBrandDesignStore({ sql, caches, commit }: BrandDesignStoreDeps): BrandDesignStore {
  /** The pool first: whoever writes in it waits there, and not in a circle. */
  const write = <Result>({ poolId }: BrandTarget, work: (within: Sql) => Promise<Result>): Promise<Result> =>
    commit.transaction([{ kind: 'pool', key: poolId }], async (within) => {
      await within.run(raiseVersion, [poolId])
      return work(within)
    })
  const versions = (target: BrandTarget) => [keyOf(target), target.poolId] as const
  return {
    publishedDesign: async (target) =>
      ((await translated(() => caches.publishedDesignsOfPools.read(target.poolId))) ?? []).find(({ clientId }) => clientId === target.clientId) ?? null,
    findState: (target) =>
      translated(async () => {
        const [row] = await sql.query(findState, versions(target))
        return row === undefined ? null : { ...target, ...row }
      }),
    listVersions: (target) => translated((): Promise<DesignVersion[]> => sql.query(listVersions, versions(target))),
    findVersion: (target, number) => translated(async () => (await sql.query(findVersion, [...versions(target), number]))[0] ?? null),
    saveDraft: (change, design, files) =>
      write(change, async (within) => {
        await saveBrandAssets(within, change.poolId, files, change.at)
        const [row] = await within.query(saveDraft, [keyOf(change), change.poolId, change.clientId, design, assetsOf(design).map(({ hash }) => hash), change.at, change.revision])
        return row?.revision ?? conflict()
      }),
    publishDraft: (change) =>
      write(change, async (within) => {
        const [row] = await within.query(publishDraft, [keyOf(change), change.poolId, change.revision, change.at])
        if (row === undefined) return conflict()
        await within.run(forgetOldVersions, [keyOf(change), row.number - MOST_VERSIONS])
        return row.number
      }),
    choosePublished: (change, number) =>
      write(change, async (within) => {
        if ((await within.run(choosePublished, [...publishing(change), number, change.at])) === 0) conflict()
      }),
  }
}

const publishing = (change: DesignChange) => [keyOf(change), change.poolId, change.revision] as const

/** Ids of clients and pools are never the same: a pool's has an underscore. */
const keyOf = ({ poolId, clientId }: BrandTarget): string => clientId ?? poolId

const conflict = (): never => {
  throw new DomainError('ConcurrentModification', 'The branding was changed at the same time. Look at it, and try again.')
}

export const loadPublishedDesigns = (sql: Sql, poolId: string): Promise<PublishedDesign[]> => sql.query(publishedOfPool, [poolId])
