import { notYet } from '#src/aws-api/not-yet.ts'
import type { Operation } from '#src/aws-api/operation.ts'

const WHY = 'the hosted pages have one look yet, which no request can change.'

/** The look of the hosted pages, by style sheet or by settings. */
export const BRANDING: readonly Operation[] = [
  notYet({ name: 'GetUICustomization', authorization: 'iam', category: 'UserPoolResourceRead' }, WHY),
  notYet({ name: 'SetUICustomization', authorization: 'iam', category: 'UserPoolResourceUpdate' }, WHY),
]
