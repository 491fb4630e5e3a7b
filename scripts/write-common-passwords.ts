// node scripts/write-common-passwords.ts: writes the list of passwords that are refused, after its package has a new version.
import { writeFileSync } from 'node:fs'
import { commonPasswordDigests } from './common-password-digests.ts'

writeFileSync('src/domain/users/common-password-digests.ts', commonPasswordDigests())
