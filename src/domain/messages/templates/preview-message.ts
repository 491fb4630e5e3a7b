import type { Texts } from '#src/contracts/messages/catalogues.ts'
import type { BrandTarget } from '#src/domain/branding/brand.ts'
import { layerOfDesign } from '#src/domain/branding/designs/design-layer.ts'
import type { BrandDesignStore } from '#src/domain/branding/designs/design.ts'
import { requireTarget, type RequireTargetDeps } from '#src/domain/branding/designs/require-target.ts'
import type { Brands } from '#src/domain/branding/resolve-brand.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { PoolAddresses } from '#src/domain/messages/build-message.ts'
import { poolLocale } from '#src/domain/messages/texts-for-user.ts'
import { exampleMessage, type ExampleMessage } from './example-message.ts'
import type { TemplateName } from './message-template.ts'

export type PreviewMessageDeps = RequireTargetDeps & {
  brands: Brands
  brandDesigns: Pick<BrandDesignStore, 'findState'>
  addresses: PoolAddresses
  textsFor: (locale: string) => Promise<Texts>
  clock: Clock
}

export type PreviewMessageInput = BrandTarget & {
  name: TemplateName
  /** Default: the pool's. */
  locale?: string | undefined
  /** In the words and the look of the draft, where there is one. */
  draft: boolean
}

/** A message as people would get it, with made-up values. Its functions are not asked. ResourceNotFound for a pool or client that is not there. */
export async function previewMessage(deps: PreviewMessageDeps, input: PreviewMessageInput): Promise<ExampleMessage & { texts: Texts }> {
  const target = await requireTarget(deps, input)
  const pool = await deps.userPools.findPool(target.poolId)
  if (pool === null) throw new DomainError('ResourceNotFound', `User pool ${target.poolId} does not exist.`)
  const draft = input.draft ? ((await deps.brandDesigns.findState(target))?.draft ?? null) : null
  const brand = draft === null ? await deps.brands.brandOf(target) : await deps.brands.brandWith(target, await layerOfDesign(draft))
  const texts = await deps.textsFor(input.locale ?? poolLocale(pool))
  return { ...exampleMessage({ pool, brand, texts, name: input.name, baseUrl: await deps.addresses.hostedBaseUrl(pool.id), now: deps.clock.now() }), texts }
}
