import { z } from 'zod'
import { clientId, poolId, text } from '#src/domain/constraint.ts'
import { TERMS_NAMES } from './terms.ts'

/** Languages that documents can be linked in (Cognito: terms documents); the default stands for all others. */
export const TERMS_LANGUAGES = [
  'cognito:default', 'cognito:english', 'cognito:french', 'cognito:spanish', 'cognito:german', 'cognito:bahasa-indonesia', 'cognito:italian',
  'cognito:japanese', 'cognito:korean', 'cognito:portuguese-brazil', 'cognito:chinese-simplified', 'cognito:chinese-traditional', 'cognito:dutch',
] as const

const LINK_PATTERN = '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+'

/** An address that a browser may be sent to: never a script. */
const link = text({ min: 1, max: 1024, pattern: LINK_PATTERN }).refine(
  (url) => /^https?:$/.test(URL.parse(url)?.protocol ?? ''), 'Member must be a web address',
)

const members = {
  TermsName: z.enum(TERMS_NAMES),
  TermsSource: z.enum(['LINK']),
  Enforcement: z.enum(['NONE']),
  Links: z.partialRecord(z.enum(TERMS_LANGUAGES), link),
}

export const termsId = text({ pattern: '[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}' })

/** CreateTerms. */
export const createTermsRequest = z.object({ UserPoolId: poolId, ClientId: clientId, ...members, Links: members.Links.default({}) })

/** UpdateTerms: what is left out stays. */
export const updateTermsRequest = z.object({
  UserPoolId: poolId, TermsId: termsId,
  TermsName: members.TermsName.exactOptional(), TermsSource: members.TermsSource.exactOptional(),
  Enforcement: members.Enforcement.exactOptional(), Links: members.Links.exactOptional(),
})

export const namedTerms = z.object({ UserPoolId: poolId, TermsId: termsId })
export const termsOfClientRequest = z.object({ UserPoolId: poolId, ClientId: clientId, TermsName: members.TermsName })
