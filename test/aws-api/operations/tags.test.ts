import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'

async function openTagged(...args: Parameters<typeof openAwsApi>) {
  const api = await openAwsApi(...args)
  const { UserPool } = await api.sdk.createUserPool({ PoolName: 'people', UserPoolTags: { team: 'a' } })
  return { ...api, UserPoolId: UserPool?.Id ?? '', ResourceArn: UserPool?.Arn ?? '' }
}

test('TagResource: adds and replaces, 50 at most', async (t) => {
  const { sdk, post, UserPoolId, ResourceArn } = await openTagged(t)
  assert.deepEqual((await post('TagResource', { ResourceArn, Tags: { team: 'b', stage: '' } })).json, {})
  assert.deepEqual((await sdk.describeUserPool({ UserPoolId })).UserPool?.UserPoolTags, { team: 'b', stage: '' })
  const Tags = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, 'x']))
  const full = await refusalOf(sdk.tagResource({ ResourceArn, Tags }))
  assert.deepEqual([full.name, /maximum number of tags is 50/.test(full.message)], ['InvalidParameterException', true])
  for (const wrong of [{ ['x'.repeat(129)]: '' }, { '': 'x' }, { k: 'x'.repeat(257) }]) {
    assert.equal((await refusalOf(sdk.tagResource({ ResourceArn, Tags: wrong }))).name, 'InvalidParameterException')
  }
})

test('TagResource: AW-06 a key that objects have of their own is refused', async (t) => {
  const { post, ResourceArn } = await openTagged(t)
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const refused = await post('TagResource', `{"ResourceArn":${JSON.stringify(ResourceArn)},"Tags":{"${key}":"x"}}`)
    assert.deepEqual([refused.status, refused.json.__type], [400, 'InvalidParameterException'], key)
  }
  assert.equal(({} as Record<string, unknown>).x, undefined)
})

test('UntagResource: removes; a key that is not there is no error', async (t) => {
  const { sdk, post, ResourceArn } = await openTagged(t)
  assert.deepEqual((await post('UntagResource', { ResourceArn, TagKeys: ['team', 'nothing'] })).json, {})
  assert.deepEqual((await sdk.listTagsForResource({ ResourceArn })).Tags, {})
})

test('ListTagsForResource: answers the tags; other resources are refused', async (t) => {
  const { sdk, post, ResourceArn } = await openTagged(t)
  assert.deepEqual((await post('ListTagsForResource', { ResourceArn })).json, { Tags: { team: 'a' } })
  const of = async (arn: string) => (await refusalOf(sdk.listTagsForResource({ ResourceArn: arn }))).name
  assert.equal(await of('arn:aws:s3:us-east-1:000000000000:bucket/x'), 'InvalidParameterException')
  assert.equal(await of('no arn at all, but long enough'), 'InvalidParameterException')
  assert.equal(await of(`${ResourceArn}x`), 'ResourceNotFoundException')
})
