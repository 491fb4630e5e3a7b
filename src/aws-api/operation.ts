import { z } from 'zod'
import { parseRequest } from '#src/domain/validation-error.ts'
import type { AwsApiDeps } from './aws-api-deps.ts'

/**
 * How a caller proves who they are (Cognito: API authorization models). `iam`: a signed request of an operator; `access-token`: a
 * user's token in the body; `none`: the app client and its secret hash are all there is.
 */
export type Authorization = 'iam' | 'access-token' | 'none'

/** Request-rate categories (Cognito: quotas, API request rate categories). */
export const RATE_CATEGORIES = [
  'UserAuthentication', 'UserCreation', 'UserFederation', 'UserAccountRecovery', 'UserRead', 'UserUpdate', 'UserToken', 'UserResourceRead',
  'UserResourceUpdate', 'UserList', 'UserPoolRead', 'UserPoolUpdate', 'UserPoolResourceRead', 'UserPoolResourceUpdate', 'UserPoolClientRead',
  'UserPoolClientUpdate', 'ClientAuthentication', 'LimitManagement',
] as const
export type RateCategory = (typeof RATE_CATEGORIES)[number]

/** What is known of a call besides its body. */
export type Call = {
  requestId: string
  /** The true peer. */
  clientIp: string
  /** Region of the credential scope of a signed request, else the default region. */
  region: string
  userAgent: string | null
}

/** What can stand in an answer: dates are numbers by then (timestamp.ts). */
export type WireValue = string | number | boolean | null | readonly WireValue[] | { readonly [member: string]: WireValue | undefined }
export type WireObject = { readonly [member: string]: WireValue | undefined }

export type Operation = {
  name: string
  authorization: Authorization
  category: RateCategory
  /** What Amazon Cognito does here and this does not, as one sentence for the compatibility table; absent when nothing is missing. */
  gap?: string
  /** Set where the operation refuses every call so far: why, for the table. */
  notYet?: string
  /** Checks the body and does the work. Undefined where the model has no output shape: the answer's body is empty then. */
  run(deps: AwsApiDeps, body: unknown, call: Call): Promise<WireObject | undefined>
}

type Definition<S extends z.ZodType> = Omit<Operation, 'run'> & {
  /** The request's members as in the model; `checkedByDomain` where the domain operation checks the very same shape itself. */
  request: S
  run(deps: AwsApiDeps, request: z.output<S>, call: Call): Promise<WireObject | undefined>
}

/** One operation of the API: a thin file that reads a request, calls one operation of the domain and shows what came of it. */
export const defineOperation = <S extends z.ZodType>({ request, run, ...facts }: Definition<S>): Operation => ({
  ...facts,
  run: (deps, body, call) => run(deps, parseRequest(request, body), call),
})

/** The schema of a request that the domain operation checks itself, member by member and in the same wording. */
export const checkedByDomain = <T extends object>(): z.ZodType<T> => z.custom<T>()
