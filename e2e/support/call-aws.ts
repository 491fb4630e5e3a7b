/** Credentials that a development server accepts, whatever the signature. */
const ANY_SIGNATURE = 'AWS4-HMAC-SHA256 Credential=test/20261121/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00'

/** Calls an operation of the AWS API as an operator. */
export const callAws = async (url: string, operation: string, request: Record<string, unknown>): Promise<Record<string, unknown>> => {
  const answer = await fetch(`${url}/`, {
    method: 'POST', body: JSON.stringify(request),
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`, authorization: ANY_SIGNATURE },
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${operation}: ${answer.status} ${text}`)
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}
