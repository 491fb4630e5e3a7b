import { createHash, createHmac } from 'node:crypto'

export type Signable = { url: string; operation: string; body: string; key: { id: string; secret: string }; region: string; service: string; at: Date }

const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const timeOf = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '')

/** The headers of a request signed as AWS Signature Version 4 says, over those that `names` says. */
export function signedHeaders(request: Signable, names: string[] = ['host', 'x-amz-date', 'x-amz-target']): Record<string, string> {
  const time = timeOf(request.at)
  const values: Record<string, string> = { host: new URL(request.url).host, 'x-amz-date': time, 'x-amz-target': `AWSCognitoIdentityProviderService.${request.operation}` }
  const { scope, signature } = sign(request, time, '', names, values, sha256(request.body))
  return { 'x-amz-date': time, authorization: `AWS4-HMAC-SHA256 Credential=${request.key.id}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}` }
}

/** The query of a request that carries its signature there. */
export function presignedQuery(request: Signable & { expires: number }): string {
  const time = timeOf(request.at)
  const names = ['host', 'x-amz-target']
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256', 'X-Amz-Credential': `${request.key.id}/${scopeOf(request, time)}`, 'X-Amz-Date': time,
    'X-Amz-Expires': String(request.expires), 'X-Amz-SignedHeaders': names.join(';'),
  }).toString()
  const values = { host: new URL(request.url).host, 'x-amz-target': `AWSCognitoIdentityProviderService.${request.operation}` }
  return `${query}&X-Amz-Signature=${sign(request, time, query, names, values, sha256(request.body)).signature}`
}

const scopeOf = ({ region, service }: Signable, time: string) => `${time.slice(0, 8)}/${region}/${service}/aws4_request`

function sign(request: Signable, time: string, query: string, names: string[], values: Record<string, string>, digest: string): { scope: string; signature: string } {
  const scope = scopeOf(request, time)
  const headers = names.map((name) => `${name}:${values[name] ?? ''}\n`).join('')
  const canonical = ['POST', '/', query, headers, names.join(';'), digest].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${request.key.secret}`, time.slice(0, 8)), request.region), request.service), 'aws4_request')
  return { scope, signature: hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString('hex') }
}
