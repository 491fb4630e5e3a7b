import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confirmSignUpForm, FORM_SCHEMAS, signInForm, signUpForm } from './forms.ts'
import { FORMS } from './form-names.ts'
import { parseForm } from './parse-form.ts'

const body = (fields: Record<string, string>) => new URLSearchParams({ csrf: 'token', ...fields })

test('a sign-in keeps the password as typed and trims the identifier', () => {
  assert.deepEqual(parseForm(signInForm, body({ username: ' ada ', password: ' pass word ', keep: 'on', uid: 'u1' })), {
    kind: 'valid',
    value: { csrf: 'token', uid: 'u1', username: 'ada', password: ' pass word ', keep: true, passkeys: false },
  })
})

test('missing and empty fields are both "required", each under its own name', () => {
  const parsed = parseForm(signInForm, body({ username: '  ' }))
  assert.deepEqual(parsed, { kind: 'invalid', fieldErrors: { username: { code: 'required' }, password: { code: 'required' } } })
})

test('a password of ten thousand characters is too long, not an error of the server', () => {
  assert.deepEqual(parseForm(signInForm, body({ username: 'ada', password: 'x'.repeat(10_000) })), {
    kind: 'invalid', fieldErrors: { password: { code: 'too_long' } },
  })
})

test('NUL and lone surrogates are refused', () => {
  assert.deepEqual(parseForm(signInForm, body({ username: 'a\0b', password: 'p\0' })), {
    kind: 'invalid', fieldErrors: { username: { code: 'characters' }, password: { code: 'characters' } },
  })
})

test('a field that comes twice is refused', () => {
  const twice = new URLSearchParams('csrf=t&username=a&username=b&password=p')
  assert.deepEqual(parseForm(signInForm, twice), { kind: 'invalid', fieldErrors: { username: { code: 'duplicate' } } })
})

test('a pasted code loses its spaces and hyphens', () => {
  const parsed = parseForm(confirmSignUpForm, body({ username: 'ada', code: ' 123 456 ' }))
  assert.equal(parsed.kind === 'valid' && parsed.value.code, '123456')
  assert.deepEqual(parseForm(confirmSignUpForm, body({ username: 'ada', code: '12a456' })), {
    kind: 'invalid', fieldErrors: { code: { code: 'code_format' } },
  })
})

test('attributes are gathered by prefix, empty ones left out, errors named as the input', () => {
  const parsed = parseForm(signUpForm, body({ password: 'p', 'attribute.email': ' a@example.com ', 'attribute.custom:team': '' }))
  assert.deepEqual(parsed.kind === 'valid' && parsed.value.attributes, { email: 'a@example.com' })
  assert.deepEqual(parseForm(signUpForm, body({ password: 'p', 'attribute.website': 'x'.repeat(2049) })), {
    kind: 'invalid', fieldErrors: { 'attribute.website': { code: 'too_long' } },
  })
})

test('a field named __proto__ changes nothing', () => {
  const parsed = parseForm(signUpForm, body({ password: 'p', __proto__x: '1', 'attribute.__proto__': 'polluted' }))
  assert.equal(parsed.kind, 'valid')
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
})

test('each form has a schema that demands the token against forgery', () => {
  for (const form of FORMS) {
    const parsed = parseForm(FORM_SCHEMAS[form], new URLSearchParams())
    assert.deepEqual(parsed.kind === 'invalid' && parsed.fieldErrors['csrf'], { code: 'required' }, form)
  }
})
