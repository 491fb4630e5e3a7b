import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestOrigin, RequestOrigins } from '#src/domain/activity/request-origin.ts'

/** Keeps each request's origin apart from all others under way. */
export function createRequestOrigins(): RequestOrigins {
  const origins = new AsyncLocalStorage<RequestOrigin>()
  return {
    current: () => origins.getStore() ?? null,
    during: (origin, work) => origins.run({ ...origin }, work),
    nameClient(clientId) {
      const origin = origins.getStore()
      if (origin !== undefined) origin.clientId = clientId
    },
    nameLanguage(locale) {
      const origin = origins.getStore()
      if (origin !== undefined) origin.language = locale
    },
  }
}
