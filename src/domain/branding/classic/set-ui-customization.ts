import { z } from 'zod'
import { type FindClientDeps, requireAppClient } from '#src/domain/app-clients/require-app-client.ts'
import type { BrandFile } from '#src/domain/branding/brand-file.ts'
import type { Dropped } from '#src/domain/branding/css/css-rules.ts'
import type { PictureRules, RedrawPicture } from '#src/domain/branding/redraw-picture.ts'
import type { Clock } from '#src/domain/clock.ts'
import { clientId, poolId, text } from '#src/domain/constraint.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { readClassicSheet } from './classic-layer.ts'
import { refusalText } from './explain-dropped.ts'
import { ALL_CLIENTS, type UiCustomization, type UiCustomizationStore } from './ui-customization.ts'

/** Cognito: SetUICustomization. The longest of each member, and of all together (style sheet, and picture as base64). */
const MOST_CHARACTERS = 131_072
const MOST_PICTURE_BYTES = 100 * 1024
const MOST_REQUEST_BYTES = 135 * 1024

/** Cognito shows logos within 350 × 178 pixels; twice that is sharp on dense screens. */
const LOGO: PictureRules = { accept: ['png', 'jpeg'], maxBytes: MOST_PICTURE_BYTES, fit: { width: 700, height: 356 } }

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

const setUiCustomizationRequest = z.object({
  UserPoolId: poolId,
  ClientId: clientId.exactOptional(),
  CSS: text({ max: MOST_CHARACTERS }).exactOptional(),
  ImageFile: z.string().max(2 * MOST_CHARACTERS).refine((given) => BASE64.test(given), 'Member must be base64-encoded').exactOptional(),
})

export type SetUiCustomizationRequest = z.input<typeof setUiCustomizationRequest>

export type SetUiCustomizationDeps = FindClientDeps & {
  userPools: Pick<UserPoolStore, 'listDomains'>
  uiCustomizations: Pick<UiCustomizationStore, 'saveCustomization' | 'deleteCustomization'>
  redrawPicture: RedrawPicture
  clock: Clock
}

export type SetUiCustomization = { pool: UserPool; scope: string; customization: UiCustomization | null; dropped: readonly Dropped[] }

/**
 * Gives the pages of one client, or of all that have none of their own, a style sheet and a logo. Both are replaced: a request with
 * neither removes them. A sheet with other selectors or at-rules is refused, as there; of one that is taken, `dropped` is what the pages
 * do not show. InvalidParameter, ResourceNotFound (Cognito: SetUICustomization).
 */
export const setUiCustomization = async (deps: SetUiCustomizationDeps, request: SetUiCustomizationRequest): Promise<SetUiCustomization> => {
  const { UserPoolId, ClientId: scope = ALL_CLIENTS, CSS = '', ImageFile = '' } = parseRequest(setUiCustomizationRequest, request)
  const pool = scope === ALL_CLIENTS ? await requireUserPool(deps, UserPoolId) : (await requireAppClient(deps, { UserPoolId, ClientId: scope })).pool
  if (Buffer.byteLength(CSS) + ImageFile.length > MOST_REQUEST_BYTES) throw new DomainError('InvalidParameter', 'Request parameters too large.')
  if (CSS.trim() === '' && ImageFile === '') {
    await deps.uiCustomizations.deleteCustomization(pool.id, scope)
    return { pool, scope, customization: null, dropped: [] }
  }
  // One whose owner is still to be heard counts: the look is there before the people are.
  if ((await deps.userPools.listDomains(pool.id)).length === 0) throw new DomainError('InvalidParameter', 'There has to be an existing domain associated with this user pool')
  const { dropped } = await readClassicSheet(CSS, null)
  refuseStrangers(dropped)
  const logo = ImageFile === '' ? null : await deps.redrawPicture(Buffer.from(ImageFile, 'base64'), LOGO)
  const now = deps.clock.now()
  const customization = await deps.uiCustomizations.saveCustomization({
    poolId: pool.id, scope, css: CSS === '' ? null : CSS, cssVersion: CSS === '' ? null : versionOf(now), logo: logo === null ? null : assetOf(logo), createdAt: now, updatedAt: now,
  }, logo === null ? [] : [logo])
  return { pool, scope, customization, dropped }
}

function refuseStrangers(dropped: readonly Dropped[]): void {
  const first = dropped.find(({ reason }) => refusalText(reason) !== undefined)
  if (first === undefined) return
  const { line, column, text: shown, reason } = first
  throw new DomainError('InvalidParameter', `CSS is not valid at line ${line}, column ${column}: ${refusalText(reason) ?? reason}: ${shown}`, { field: 'CSS', reason: `css-${reason}` })
}

const assetOf = ({ hash, type, width, height }: BrandFile): UiCustomization['logo'] => ({ hash, type, ...(width !== undefined && { width }), ...(height !== undefined && { height }) })

/** YYYYMMDDHHMMSS. */
const versionOf = (moment: Date): string => moment.toISOString().replaceAll(/\D/g, '').slice(0, 14)
