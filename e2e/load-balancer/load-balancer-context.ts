import type { KeyObject } from 'node:crypto'
import type { LoadBalancerSettings } from './settings.ts'

/** What every step of one running load balancer shares. */
export type LoadBalancerContext = {
  readonly settings: LoadBalancerSettings
  /** Its address as browsers see it, no slash at the end. */
  readonly origin: string
  /** Encrypts cookies and state. */
  readonly sealingKey: Buffer
  readonly signingKey: { readonly kid: string; readonly privateKey: KeyObject }
  /** Amazon resource name that signs the claims. */
  readonly arn: string
}

/** Where the provider sends browsers back to: always this path, lower case, on the host the browser asked for. */
export const CALLBACK_PATH = '/oauth2/idpresponse'
