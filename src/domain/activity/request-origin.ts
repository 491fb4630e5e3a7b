import type { Place } from './place.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'

/** Where a request came from, as the edge knows it: never as a client says. */
export type RequestOrigin = {
  wire: Wire
  address: string | null
  userAgent: string | null
  /** How the AWS SDK that asks names itself and its version (`aws-sdk-js/3.1.0 …`); absent where none is spoken to. */
  sdkUserAgent?: string
  /** The app client that asks, once it is known. */
  clientId: string | null
  /** The catalogue of the language that the request asks for; null where it asks for none there is. */
  language: string | null
  /** Where that is, when a trusted proxy says so. */
  place?: Place | null
  /** As the answer's headers name the request. */
  requestId?: string
}

/** The origin of the request that is being answered: for what is remembered of it, and never for a decision on who may do what. */
export type RequestOrigins = {
  /** Null outside of requests: seeds, imports, workers. */
  current(): RequestOrigin | null
  /** Does the work with this origin, whatever it waits for. */
  during<T>(origin: RequestOrigin, work: () => T): T
  /** Tells which app client asks, once that was found out. */
  nameClient(clientId: string): void
  /** Tells in which language the answer is. */
  nameLanguage(locale: string): void
}
