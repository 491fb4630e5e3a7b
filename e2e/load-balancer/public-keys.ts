import type { KeyObject } from 'node:crypto'
import type { Server } from 'node:http'
import { createServer } from 'node:http'

/** Step 10: the regional key server, `GET /<kid>` answered by the public key as PEM. */
export const createPublicKeyServer = (kid: string, publicKey: KeyObject): Server =>
  createServer((req, res) => {
    if (req.url !== `/${kid}`) return res.writeHead(404).end()
    return res.writeHead(200, { 'content-type': 'text/plain' }).end(publicKey.export({ type: 'spki', format: 'pem' }))
  })
