import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { callAws } from '#e2e/support/call-aws.ts'
import type { StyledClient } from './make-styled-client.ts'

/** A pool of its own, whose domain has the classic pages, with one application and a style sheet and logo for all. */
export const makeClassicClient = async (url: string, receiver: string, CSS: string, logo?: { width: number; height: number }): Promise<StyledClient> => {
  const { Id: poolId } = (await callAws(url, 'CreateUserPool', { PoolName: 'Classic Store', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'] }))['UserPool'] as { Id: string }
  await callAws(url, 'CreateUserPoolDomain', { UserPoolId: poolId, Domain: `classic-${randomBytes(6).toString('hex')}`, ManagedLoginVersion: 1 })
  const { ClientId: clientId } = (await callAws(url, 'CreateUserPoolClient', {
    UserPoolId: poolId, ClientName: 'Classic app', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email', 'profile'],
    CallbackURLs: [`${receiver}/callback`], LogoutURLs: [`${receiver}/`],
  }))['UserPoolClient'] as { ClientId: string }
  await callAws(url, 'SetUICustomization', { UserPoolId: poolId, CSS, ...(logo !== undefined && { ImageFile: await drawLogo(logo) }) })
  return { poolId, clientId, redirectUri: `${receiver}/callback` }
}

const drawLogo = async ({ width, height }: { width: number; height: number }): Promise<string> => {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${height / 6}" fill="#023047"/><circle cx="${height / 2}" cy="${height / 2}" r="${height / 3}" fill="#ffb703"/><rect x="${height}" y="${height / 3}" width="${width - height * 1.4}" height="${height / 3}" fill="#8ecae6"/></svg>`
  return (await sharp(Buffer.from(drawing)).png().toBuffer()).toString('base64')
}
