import assert from 'node:assert/strict'
import { test } from 'node:test'
import { redirectUrlProblem } from './redirect-url.ts'

const GOOD = [
  'https://app.example.com', 'https://app.example.com/callback', 'https://app.example.com:8443/a/b?x=1', 'http://localhost', 'http://localhost:5173/callback',
  'http://127.0.0.1:8080/', 'http://[::1]:3000/', 'http://app.localhost:3000/', 'myapp://callback', 'com.example.app:/oauth', 'exp://192.168.1.2:19000',
]
const BAD = [
  '', 'app.example.com/callback', '/callback', '//app.example.com/', 'https:', 'https://', 'https:///path', 'http://app.example.com/', 'http://localhost.example.com/',
  'http://127.0.0.1.example.com/', 'http://192.168.1.2/', 'https://app.example.com/#top', 'https://app.example.com/callback#', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)',
  'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'blob:https://app.example.com/1', 'about:blank', 'view-source:https://app.example.com',
  'intent://app.example.com', 'https://user@app.example.com/', 'https://user:pass@app.example.com/', 'https://@app.example.com/', 'https://a@@app.example.com/', 'https:\\\\app.example.com\\',
  'https://app.example.com\\@other.example.com/', 'https://app.example.com/a b', 'https://app.example.com/\t', 'https://app.example.com/\r\nSet-Cookie:x', 'https://app.example.com/\0',
  'https://app．example．com/', ' https://app.example.com/', '\u200bhttps://app.example.com/',
]

for (const url of GOOD) test(`${url} may be registered`, () => assert.equal(redirectUrlProblem(url), null))
for (const url of BAD) test(`${JSON.stringify(url)} is refused`, () => assert.equal(typeof redirectUrlProblem(url), 'string'))

test('plain http to another machine is refused in Cognito’s words', () => {
  assert.equal(redirectUrlProblem('http://app.example.com/'), 'http://app.example.com/ cannot use the HTTP protocol.')
})
