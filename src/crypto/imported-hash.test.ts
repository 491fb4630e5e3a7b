import assert from 'node:assert/strict'
import { pbkdf2Sync, scryptSync } from 'node:crypto'
import { test } from 'node:test'
import { hash as argon2 } from '@node-rs/argon2'
import { hash as bcrypt } from '@node-rs/bcrypt'
import { type HashAlgorithm, HASH_ALGORITHMS, importedHashFault, verifyImportedHash } from './imported-hash.ts'

const PASSWORD = 'Grüße, 漢字-9'
const salt = Buffer.from('304dbaef7c5e828dc19c98f0600d18fe', 'hex')
const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
const scryptKey = scryptSync(PASSWORD, salt, 32, { N: 1024, r: 8, p: 1 })
const pbkdf2Key = pbkdf2Sync(PASSWORD, salt, 1000, 32, 'sha256')

const bcryptHash = await bcrypt(PASSWORD, 4)

const made: [HashAlgorithm, string][] = [
  // The versions differ in what other libraries once did wrong; a right hash is the same in all of them.
  ...['$2a$', '$2b$', '$2y$'].map((version): [HashAlgorithm, string] => ['BCRYPT', bcryptHash.replace(/^\$2[aby]\$/, version)]),
  ['SCRYPT', `1024$8$1$${salt.toString('hex')}$${scryptKey.toString('hex')}`],
  ['SCRYPT', `$scrypt$ln=10,r=8,p=1$${unpadded(salt)}$${unpadded(scryptKey)}`],
  ['ARGON2ID', await argon2(PASSWORD, { memoryCost: 64, timeCost: 2, parallelism: 1 })],
  ['PBKDF2_SHA256', `$pbkdf2-sha256$1000$${unpadded(salt)}$${unpadded(pbkdf2Key)}`],
  ['PBKDF2_SHA256', `$pbkdf2-sha256$1000$${unpadded(salt).replaceAll('+', '.')}$${unpadded(pbkdf2Key).replaceAll('+', '.')}`],
  ['PBKDF2_SHA256', `$pbkdf2-sha256$i=1000$${salt.toString('base64')}$${pbkdf2Key.toString('base64')}`],
]

test('each form matches the password that made it and no other, and is of its own algorithm only', async () => {
  for (const [algorithm, hash] of made) {
    assert.equal(await verifyImportedHash(hash, PASSWORD), true, hash)
    assert.equal(await verifyImportedHash(hash, `${PASSWORD} `), false, hash)
    assert.deepEqual(HASH_ALGORITHMS.filter((other) => importedHashFault(other, hash) === undefined), [algorithm], hash)
  }
})

// As the service's documentation shows them.
const EXAMPLES: Record<HashAlgorithm, string> = {
  BCRYPT: '$2b$10$CtA.Rcu/szzn9U00wpUjOuN3vrgJRZycv4aOzcP3GzqzO8UDPEFq6',
  SCRYPT: '65536$8$1$304dbaef7c5e828dc19c98f0600d18fe$4f69c498c12cd102d057356facf8d77e8d42407090491ea32c5b038f5a18c099',
  ARGON2ID: '$argon2id$v=19$m=19456,t=2,p=1$ko/G5o1ms+ML08P95sQ8DA$AkVbvWSOqz7Hs3qthhWKxicOWnGLN+MBmpwc3emi5VA',
  PBKDF2_SHA256: '$pbkdf2-sha256$600000$1XZlmwLQ2hhM3JYuCPiArQ$Pfheg9Zi/v5lXU4yyLA0WFUYEd/rlaVbzrM9oMD6IrA',
}

test('the dearest hashes are taken, and can be compared; one step dearer is out of bounds', async () => {
  for (const algorithm of HASH_ALGORITHMS) {
    assert.equal(importedHashFault(algorithm, EXAMPLES[algorithm]), undefined)
    assert.equal(await verifyImportedHash(EXAMPLES[algorithm], 'none of them'), false)
  }
  const dearer: [HashAlgorithm, string][] = [
    ['BCRYPT', EXAMPLES.BCRYPT.replace('$10$', '$13$')],
    ['SCRYPT', EXAMPLES.SCRYPT.replace('65536', '131072')],
    ['SCRYPT', EXAMPLES.SCRYPT.replace('$8$', '$9$')],
    ['SCRYPT', EXAMPLES.SCRYPT.replace('$8$1$', '$8$2$')],
    ['ARGON2ID', EXAMPLES.ARGON2ID.replace('19456', '19457')],
    ['ARGON2ID', EXAMPLES.ARGON2ID.replace('t=2', 't=3')],
    ['ARGON2ID', EXAMPLES.ARGON2ID.replace('p=1', 'p=2')],
    ['PBKDF2_SHA256', EXAMPLES.PBKDF2_SHA256.replace('600000', '600001')],
  ]
  for (const [algorithm, hash] of dearer) {
    assert.equal(importedHashFault(algorithm, hash), 'out-of-bounds', hash)
    assert.equal(await verifyImportedHash(hash, PASSWORD), undefined, hash)
  }
})

test('what is no hash is malformed and matches nothing', async () => {
  const broken = [
    '', 'x', '$2b$10$short', '$2b$03$CtA.Rcu/szzn9U00wpUjOuN3vrgJRZycv4aOzcP3GzqzO8UDPEFq6', '$2b$10$CtA.Rcu/szzn9U00wpUjOuN3vrgJRZycv4aOzcP3GzqzO8UDPEFq6\n',
    '65535$8$1$00$4f69c498c12cd102d057356facf8d77e', '1$8$1$00$4f69c498c12cd102d057356facf8d77e', '1024$0$1$00$4f69c498c12cd102d057356facf8d77e', '1024$8$1$zz$00',
    '1024$8$1$00$4f69', '$argon2i$v=19$m=64,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA', '$argon2id$v=16$m=64,t=2,p=1$AAAA$AAAA',
    '$pbkdf2-sha256$0$AAAA$AAAAAAAAAAAAAAAAAAAAAA', '$pbkdf2-sha256$1000$$AAAAAAAAAAAAAAAAAAAAAA', '$pbkdf2-sha256$1000$AAAA$AA', `$pbkdf2-sha256$1000$AAAA$${'A'.repeat(600)}`,
  ]
  for (const hash of broken) {
    for (const algorithm of HASH_ALGORITHMS) assert.equal(importedHashFault(algorithm, hash), 'malformed', hash)
    assert.equal(await verifyImportedHash(hash, PASSWORD), undefined, hash)
  }
})
