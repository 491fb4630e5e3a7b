import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import { answerRequest } from './answer-request.ts'
import type { AuthenticationFailure, FailureReason } from './authentication-failure.ts'
import { closeServer, listenLocally } from './listen.ts'
import type { LoadBalancerContext } from './load-balancer-context.ts'
import { createPublicKeyServer } from './public-keys.ts'
import { LOAD_BALANCER_DEFAULTS, type LoadBalancerSettings } from './settings.ts'

export type RunningLoadBalancer = {
  readonly origin: string
  readonly arn: string
  /** Origin of the public keys. */
  readonly keys: string
  /** Reasons of failed authentications, oldest first. */
  readonly accessLog: readonly FailureReason[]
  close(): Promise<void>
}

export type LoadBalancerOptions = Omit<LoadBalancerSettings, keyof typeof LOAD_BALANCER_DEFAULTS> & Partial<Pick<LoadBalancerSettings, keyof typeof LOAD_BALANCER_DEFAULTS>>

/**
 * Starts a stand-in for an Application Load Balancer whose listener has an authenticate-oidc action. It speaks http
 * because a certificate would have to be trusted first; everything else follows Elastic Load Balancing's documentation.
 */
export const startLoadBalancer = async (port: number, options: LoadBalancerOptions): Promise<RunningLoadBalancer> => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const kid = randomUUID()
  const accessLog: FailureReason[] = []
  const context: LoadBalancerContext = {
    settings: { ...LOAD_BALANCER_DEFAULTS, ...options },
    origin: `http://localhost:${port}`,
    sealingKey: randomBytes(32),
    signingKey: { kid, privateKey },
    arn: `arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/stand-in/${port}`,
  }
  const keyServer = createPublicKeyServer(kid, publicKey)
  const keys = `http://localhost:${await listenLocally(keyServer)}`
  const server = createServer((req, res) => {
    answerRequest(context, req, res).catch((thrown: unknown) => accessLog.push(answerFailure(thrown, res)))
  })
  await listenLocally(server, port)
  return {
    origin: context.origin, arn: context.arn, keys, accessLog,
    close: async () => { await Promise.all([closeServer(server), closeServer(keyServer)]) },
  }
}

const answerFailure = (thrown: unknown, res: ServerResponse): FailureReason => {
  const failure = thrown as AuthenticationFailure
  if (failure.code !== 'AuthenticationFailure') {
    res.destroy()
    throw thrown
  }
  res.writeHead(failure.status, { 'content-type': 'text/plain' }).end(failure.message)
  return failure.reason
}
