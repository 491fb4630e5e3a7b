import sharp from 'sharp'
import { callAws } from '#e2e/support/call-aws.ts'

export type StyledClient = { readonly poolId: string; readonly clientId: string; readonly redirectUri: string }

const poolIdOf = (answer: Record<string, unknown>): string => (answer['UserPool'] as { Id: string }).Id
const clientIdOf = (answer: Record<string, unknown>): string => (answer['UserPoolClient'] as { ClientId: string }).ClientId

/** A pool of its own with one application, whose pages look as the settings say. */
export const makeStyledClient = async (url: string, receiver: string, Settings: object, Assets: readonly object[] = []): Promise<StyledClient> => {
  const poolId = poolIdOf(await callAws(url, 'CreateUserPool', { PoolName: 'Styled Store', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'] }))
  const clientId = clientIdOf(await callAws(url, 'CreateUserPoolClient', {
    UserPoolId: poolId, ClientName: 'Styled app', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email', 'profile'],
    CallbackURLs: [`${receiver}/callback`], LogoutURLs: [`${receiver}/`],
  }))
  await callAws(url, 'CreateManagedLoginBranding', { UserPoolId: poolId, ClientId: clientId, Settings, Assets })
  return { poolId, clientId, redirectUri: `${receiver}/callback` }
}

/** A drawing as an asset of a style: two colours from corner to corner. */
export const drawnAsset = async (Category: string, [from, to]: readonly [string, string], { width, height, ColorMode = 'DYNAMIC' }: { width: number; height: number; ColorMode?: string }): Promise<object> => {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs><rect width="${width}" height="${height}" rx="${height / 8}" fill="url(#g)"/></svg>`
  return { Category, ColorMode, Extension: 'PNG', Bytes: (await sharp(Buffer.from(drawing)).png().toBuffer()).toString('base64') }
}
