import { createHmac } from 'node:crypto'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'

/** SECRET_HASH as applications compute it. */
export const secretHashOf = (client: AppClient, username: string, secret = client.secrets[0]?.value ?? ''): string =>
  createHmac('sha256', secret).update(username + client.id).digest('base64')
