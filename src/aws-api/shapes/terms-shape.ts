import { timestamp } from '#src/aws-api/timestamp.ts'
import type { Terms } from '#src/domain/terms/terms.ts'

/** TermsDescriptionType: terms in lists. */
export const termsSummary = ({ id, name, enforcement, createdAt, updatedAt }: Terms) => ({
  TermsId: id, TermsName: name, Enforcement: enforcement, CreationDate: timestamp(createdAt), LastModifiedDate: timestamp(updatedAt),
})

/** TermsType. */
export const termsShape = (terms: Terms) => ({
  ...termsSummary(terms), UserPoolId: terms.poolId, ClientId: terms.clientId, TermsSource: terms.source, Links: terms.links,
})
