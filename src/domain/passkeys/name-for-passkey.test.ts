import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { makerOfPasskey, nameForPasskey } from './name-for-passkey.ts'

describe('nameForPasskey', () => {
  it('calls a passkey by its maker', () => {
    assert.equal(nameForPasskey('d548826e-79b4-db40-a3d8-11116f7e8349', []), 'Bitwarden')
    assert.equal(nameForPasskey('08987058-cadc-4b81-b6e1-30de50dcbe96', []), 'Windows Hello')
  })

  it('numbers the second of a maker', () => {
    assert.equal(nameForPasskey('d548826e-79b4-db40-a3d8-11116f7e8349', [{ name: 'Bitwarden' }, { name: 'Bitwarden 2' }]), 'Bitwarden 3')
  })

  it('has a name for those that do not say whose they are', () => {
    assert.equal(makerOfPasskey('00000000-0000-0000-0000-000000000000'), null)
    assert.equal(nameForPasskey('00000000-0000-0000-0000-000000000000', []), 'Passkey')
  })
})
