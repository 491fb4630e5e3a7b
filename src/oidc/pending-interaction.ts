import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { CountedTry } from '#src/domain/attempts/attempt-store.ts'
import type { Authentication } from '#src/domain/sign-in/challenge.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'

/** An authorize request that waits for its user, as the hosted pages see it. */
export type PendingInteraction = {
  uid: string
  clientId: string
  /** Validated authorize parameters: `scope`, `state`, `login_hint`, `ui_locales`, `lang`, `redirect_uri`, … */
  params: Readonly<Record<string, string>>
  /** What is asked of the user. */
  prompt: 'login' | 'select_account' | 'create'
  /** Why: `no_session`, `max_age`, `login_prompt`, … */
  reasons: readonly string[]
  /** The user this browser is signed in as, when that may be continued (never after prompt=login or an outlived max_age). */
  rememberedAccount: { userId: string } | null
  /** Epoch milliseconds: nothing can be handed to the request afterwards. */
  expiresAt: number
  /** The signed authorize request: put it in links and forms as `r`. */
  r: string
  /** What the pages stored with `saveFlow`; opaque here. */
  flow: string | null
}

/** Where to send the browser (303), or `expired`: start again by `restartFrom`. */
export type Finished = { kind: 'resume'; url: string } | { kind: 'expired' }

/** Unless `keep`, the session ends when the browser is closed. */
export type FinishedSignIn = { pool: UserPool; uid: string; authentication: Authentication; keep: boolean; settles: CountedTry | undefined }

/** The account that a browser is signed in to. `sessionUid` names the session and opens nothing. */
export type SignedInBrowser = { sessionUid: string; userId: string; signedInAt: Date; amr: readonly string[]; acr: string | null }

/** What the hosted pages need to show a pending authorize request and to resume it. Bound to the browser by a cookie. */
export type InteractionBridge = {
  /** Null when it is unknown, over, of another pool, or was begun in another browser. No statement when begun on this instance. */
  readInteraction(req: IncomingMessage, request: PoolRequest, uid: string): Promise<PendingInteraction | null>
  /** Keeps `flow` with the interaction (one statement); false when the interaction is over. */
  saveFlow(req: IncomingMessage, request: PoolRequest, uid: string, flow: string | null): Promise<boolean>
  /** The authorize URL that begins the request of `r` again, or null when `r` was not signed by us for this pool. */
  restartFrom(request: PoolRequest, r: string): string | null
  /**
   * Ends a plain authorize request by the finished sign-in, forgetting the counted try: cookies are set, and the answer is the address of the
   * application with its code. Null, and nothing done, for every other request: `finishInteraction` is for those.
   */
  answerAtOnce(req: IncomingMessage, res: ServerResponse, request: PoolRequest, finished: FinishedSignIn): Promise<string | null>
  /**
   * Hands the finished sign-in to the authorize request; unless `keep`, the session ends when the browser is closed. Refuses an
   * authentication of another pool or client.
   */
  finishInteraction(req: IncomingMessage, res: ServerResponse, request: PoolRequest, uid: string, authentication: Authentication, keep?: boolean): Promise<Finished>
  /** Goes on as the remembered account. `expired` when it may not be continued (any more). */
  continueAsRemembered(req: IncomingMessage, res: ServerResponse, request: PoolRequest, uid: string): Promise<Finished>
  /** Sends the browser back to the application with `access_denied`. */
  abandonInteraction(req: IncomingMessage, res: ServerResponse, request: PoolRequest, uid: string): Promise<Finished>
  /** Sends the browser back with `unmet_authentication_requirements`: none of the levels asked for is within the user's reach. */
  refuseLevel(req: IncomingMessage, res: ServerResponse, request: PoolRequest, uid: string): Promise<Finished>
  /** Who this browser is signed in as, if the client may take its session; null otherwise. At most one statement. */
  signedIn(req: IncomingMessage, pool: UserPool, client: AppClient): Promise<SignedInBrowser | null>
}
