import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePool } from '#test/aws-api/make-pool.ts'
import { openAwsApi, postRaw } from '#test/aws-api/open-aws-api.ts'

test('AW-19 a page of another site cannot act as operator of a development server; pages of this machine can', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  const listing = async (headers: Record<string, string>) => (await postRaw(api.url, 'ListUsers', { UserPoolId: pool.id }, headers)).json['__type'] ?? 'listed'
  for (const origin of ['https://evil.example.com', 'http://localhost.example.com', 'http://127.0.0.1.example.com', 'null', 'file://', 'https://localhost@evil.example.com', 'x']) {
    assert.equal(await listing({ origin }), 'AccessDeniedException', origin)
  }
  const { host } = new URL(api.url)
  for (const origin of [`http://${host}`, 'http://localhost:5173', 'http://127.0.0.1:8080', 'http://[::1]:3000', 'https://app.localhost']) {
    assert.equal(await listing({ origin }), 'listed', origin)
  }
  assert.equal(await listing({}), 'listed', 'programs name no origin')
  const signUp = await postRaw(api.url, 'InitiateAuth', { ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'x', PASSWORD: 'y' } }, { origin: 'https://app.example.com' })
  assert.equal(signUp.json['__type'], 'UserNotFoundException', 'what applications call is open to the pages of all')
})
