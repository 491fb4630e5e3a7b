import { z } from 'zod'
import { integer, text } from '#src/domain/constraint.ts'
import { pageToken } from './members.ts'

export const deviceKey = text({ min: 1, max: 55, pattern: '[\\w-]+_[0-9a-f-]+' })
export const rememberedStatus = z.enum(['remembered', 'not_remembered']).exactOptional()
/** The members of lists by `Limit` and `PaginationToken`; 0 means as many as there may be. */
export const pageOfDevices = { Limit: integer(0, 60).exactOptional(), PaginationToken: pageToken }
