import type { Config } from '#src/config/config.ts'
import type { DemoSettings, DevelopmentDoor } from '#src/contracts/hosted/runtime-door.ts'
import { loadCatalogue } from '#src/contracts/messages/load-catalogue.ts'
import type { StartPool, StartView } from '#src/contracts/hosted/views/development-view.ts'
import { deriveKey } from '#src/crypto/sealing.ts'
import type { DevelopmentInbox } from '#src/delivery/development-inbox.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { issuerOf } from '#src/domain/tokens/issuer.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { Domain } from './create-domain.ts'
import { createDevelopmentMessages } from './development-messages.ts'
import { DEMO, demoPoolId } from './seed/demo.ts'

export const INBOX_PATH = '/dev/inbox'

export type DevelopmentDoorDeps = { config: Config; domain: Domain; inbox: DevelopmentInbox; masterKey: Buffer }

/** What the start page, the inbox and the demo application may ask; built in development only. */
export function createDevelopmentDoor(deps: DevelopmentDoorDeps): DevelopmentDoor {
  const { inbox } = deps
  const demo = deps.config.seed === 'demo' ? demoSettings(deps) : undefined
  return {
    loadCatalogue,
    viewStart: () => viewStart(deps, demo !== undefined),
    viewInbox: (filter) => inbox.viewInbox(filter),
    messageHtml: (id) => inbox.messageHtml(id),
    ...createDevelopmentMessages(deps.domain),
    ...(demo === undefined ? {} : { demo }),
  }
}

const demoSettings = ({ config, masterKey }: DevelopmentDoorDeps): DemoSettings => ({
  issuer: `${config.publicUrl}/${demoPoolId(config.region)}`,
  clientId: DEMO.webClientId,
  clientSecret: DEMO.webClientSecret,
  secret: deriveKey(masterKey, 'demo-session').toString('base64url'),
  publicUrl: config.publicUrl,
})

const SHOWN_POOLS = 20
const SHOWN_CLIENTS = 20

async function viewStart({ config, domain }: DevelopmentDoorDeps, hasDemo: boolean): Promise<StartView> {
  const { pools } = await domain.userPools.listPools({ region: null, after: null, limit: SHOWN_POOLS })
  return {
    publicUrl: config.publicUrl,
    region: config.region,
    inboxHref: INBOX_PATH,
    ...(hasDemo ? { demoHref: '/demo' } : {}),
    pools: await Promise.all(pools.map((pool) => startPool(domain, pool, hasDemo && pool.id === demoPoolId(config.region)))),
  }
}

async function startPool(domain: Domain, pool: UserPool, isDemo: boolean): Promise<StartPool> {
  const { clients } = await domain.appClients.listClients({ poolId: pool.id, after: null, limit: SHOWN_CLIENTS })
  const issuer = issuerOf(pool, domain.publicUrl)
  const address = await domain.addresses.publicAddress(pool.id)
  return {
    id: pool.id,
    name: pool.name,
    issuer,
    discoveryHref: `/${pool.id}/.well-known/openid-configuration`,
    clients: clients.map((client) => startClient(client, address.baseUrl)),
    users: isDemo ? [DEMO.user] : [],
  }
}

const startClient = (client: AppClient, baseUrl: string): StartPool['clients'][number] => {
  const { settings } = client
  const [redirectUri] = settings.CallbackURLs
  const signsIn = settings.AllowedOAuthFlowsUserPoolClient && settings.AllowedOAuthFlows.includes('code') && !settings.Poolhouse.pkceRequired
  if (!signsIn || redirectUri === undefined) return { id: client.id, name: client.name }
  const query = new URLSearchParams({ client_id: client.id, response_type: 'code', redirect_uri: redirectUri })
  return { id: client.id, name: client.name, signInHref: `${baseUrl}/login?${query.toString()}` }
}
