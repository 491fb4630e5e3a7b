import type { TestContext } from 'node:test'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { createTestRuntime, type TestRuntime, type TestRuntimeOptions } from '#test/create-test-runtime.ts'

export type RawAnswer = { status: number; headers: Headers; text: string; json: Record<string, unknown> }

/** A listening server with the AWS SDK pointed at it. */
export type AwsApi = TestRuntime & {
  /** Signs with a key pair that any development server accepts. */
  sdk: CognitoIdentityProvider
  /** A request as bytes on the wire: what no SDK would send. */
  post(operation: string, body: unknown, headers?: Record<string, string>): Promise<RawAnswer>
}

export async function openAwsApi(t: TestContext, options: TestRuntimeOptions = {}): Promise<AwsApi> {
  const runtime = await createTestRuntime(t, options)
  await runtime.listen()
  const sdk = createSdk(runtime.url)
  t.after(() => sdk.destroy())
  return { ...runtime, sdk, post: (operation, body, headers) => postRaw(runtime.url, operation, body, headers) }
}

/** The AWS SDK with nothing changed but its endpoint. */
export const createSdk = (endpoint: string, credentials = { accessKeyId: 'test', secretAccessKey: 'test' }, region = 'us-east-1'): CognitoIdentityProvider =>
  new CognitoIdentityProvider({ endpoint, region, credentials, maxAttempts: 1 })

/** Credentials that any development server accepts, as they stand in a signed request. */
const ANY_SIGNATURE = 'AWS4-HMAC-SHA256 Credential=test/20261121/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00'

export async function postRaw(url: string, operation: string, body: unknown, headers: Record<string, string> = {}): Promise<RawAnswer> {
  const answer = await fetch(`${url}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`, authorization: ANY_SIGNATURE, ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
}

/** What the SDK was refused with; fails when it was not. */
export async function refusalOf(promise: Promise<unknown>): Promise<{ name: string; message: string; status: number | undefined }> {
  try {
    await promise
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } }
    return { name, message, status: $metadata?.httpStatusCode }
  }
  throw new Error('Nothing was refused.')
}
