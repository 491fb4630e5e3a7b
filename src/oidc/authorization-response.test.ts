import assert from 'node:assert/strict'
import { test } from 'node:test'
import { authorizationResponse, responseModeOf } from './authorization-response.ts'

test('tokens go to the fragment, codes to the query, unless the request says otherwise', () => {
  assert.deepEqual([responseModeOf('code', undefined), responseModeOf('token', undefined), responseModeOf('token', 'query'), responseModeOf('code', 'form_post')], ['query', 'fragment', 'fragment', 'form_post'])
})

test('the address stays as it is registered', () => {
  const location = (uri: string, mode: 'query' | 'fragment' = 'query') => authorizationResponse(uri, { code: 'c', state: undefined }, mode).headers.Location
  assert.equal(location('https://app.example.com/cb'), 'https://app.example.com/cb?code=c')
  assert.equal(location('https://app.example.com/cb?a=%7E&b'), 'https://app.example.com/cb?a=%7E&b&code=c')
  assert.equal(location('https://APP.example.com'), 'https://APP.example.com?code=c')
  assert.equal(location('myapp://cb', 'fragment'), 'myapp://cb#code=c')
  assert.equal(location('https://app.example.com/é'), 'https://app.example.com/%C3%A9?code=c')
})

test('a form escapes everything and may go to the application only', () => {
  const { body, headers } = authorizationResponse('https://app.example.com/cb?a="&b', { state: '"><img src=x>\'' }, 'form_post')
  assert.match(body, /action="https:\/\/app\.example\.com\/cb\?a=&quot;&amp;b"/)
  assert.match(body, /value="&quot;&gt;&lt;img src=x&gt;&#39;"/)
  assert.match(headers['Content-Security-Policy'] ?? '', /form-action https:\/\/app\.example\.com; /)
  assert.match(authorizationResponse('myapp://cb', {}, 'form_post').headers['Content-Security-Policy'] ?? '', /form-action myapp:/)
})
