import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { days, hours } from '#src/contracts/duration.ts'
import type { UserFilter } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import type { Stores } from '#src/storage/create-stores.ts'
import type { Database } from '#src/storage/engine/database.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { openFreshEmbedded } from '#test/storage/engines.ts'
import { aCredential, aFamily, after, aUser, noon, silentLog, storesWithPool } from '#test/storage/records.ts'
import { createSweeper } from './sweeper.ts'

const rows = 4000

/** Rows of a grown installation; everything is alive at noon. */
async function fill({ prisma }: Database, poolId: string): Promise<void> {
  const series = `generate_series(1, ${rows}) n`
  const id = `('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`
  const inserts = [
    `INSERT INTO users (id, pool_id, username, status, attributes, created_at, updated_at) SELECT ${id}, '${poolId}', 'user' || n, CASE n % 100 WHEN 0 THEN 'UNCONFIRMED' ELSE 'CONFIRMED' END,
      jsonb_build_object('email', 'user' || n || '@example.com', 'name', 'n' || n, 'given_name', 'n' || n, 'family_name', 'n' || n, 'phone_number', '+49' || n, 'preferred_username', 'n' || n), now(), now() FROM ${series}`,
    `INSERT INTO user_names (pool_id, name, user_id, kind) SELECT '${poolId}', 'user' || n, ${id}, 'username' FROM ${series}`,
    `INSERT INTO token_families (origin_jti, pool_id, client_id, user_id, grant_id, scope, event_id, source, auth_time, created_at, last_used_at, expires_at, revoked_at)
      SELECT ${id}, '${poolId}', 'c', ${id}, 'g' || n, 'openid', 'e', 's', now(), now(), now(), timestamptz '2026-12-21', CASE n % 3 WHEN 0 THEN timestamptz '2026-12-21' END FROM ${series}`,
    `INSERT INTO refresh_tokens (digest, origin_jti, created_at) SELECT 'd' || n, ${id}, now() FROM ${series}`,
    `INSERT INTO oidc_models (pool_id, model, id_digest, payload, grant_id, uid, user_code, account_id, expires_at)
      SELECT '${poolId}', 'Session', 'd' || n, '{}', 'g' || n, 'u' || n, 'c' || n, ${id}, timestamptz '2026-12-21' FROM ${series}`,
    `INSERT INTO sign_in_attempts (id, pool_id, client_id, wire, challenge, state, created_at, expires_at) SELECT 'a' || n, '${poolId}', 'c', 'api', 'START', '{}', now(), timestamptz '2026-12-21' FROM ${series}`,
    `INSERT INTO attempt_counters (kind, subject, count, window_start, updated_at) SELECT 'password', 's' || n, 1, now(), timestamptz '2026-12-21' FROM ${series}`,
    `INSERT INTO verification_codes (user_id, purpose, pool_id, code_hash, destination, attribute, created_at, expires_at) SELECT ${id}, 'sign-up', '${poolId}', 'h', 'd', 'email', now(), timestamptz '2026-12-21' FROM ${series}`,
    `INSERT INTO web_authn_credentials (pool_id, id, user_id, slot, public_key, counter, aaguid, name, rp_id, backed_up, created_at)
      SELECT '${poolId}', 'p' || n, ${id}, 0, '', 0, 'a', 'n', 'example.com', false, now() FROM ${series}`,
    `INSERT INTO web_authn_challenges (digest, pool_id, client_id, user_id, rp_id, created_at, expires_at) SELECT 'w' || n, '${poolId}', 'c', ${id}, 'example.com', now(), timestamptz '2026-12-21' FROM ${series}`,
    `INSERT INTO groups (pool_id, name, created_at, updated_at) SELECT '${poolId}', 'group' || n, now(), now() FROM ${series}`,
    `INSERT INTO group_memberships (pool_id, group_name, user_id, created_at) SELECT '${poolId}', 'group' || n, ${id}, now() FROM ${series}`,
    `INSERT INTO devices (key, user_id, group_key, remembered, created_at, updated_at, last_authenticated_at) SELECT 'k' || n, ${id}, 'g', true, now(), now(), now() FROM ${series}`,
    `INSERT INTO known_networks (user_id, network, last_used_at) SELECT ${id}, 'w' || n, timestamptz '2026-12-21' FROM ${series}`,
    `INSERT INTO recovery_codes (user_id, hashes, made_at) SELECT ${id}, ARRAY['h'], now() FROM ${series}`,
    `INSERT INTO user_events (id, pool_id, user_id, type, response, created_at, challenges, details) SELECT ${id}, '${poolId}', ${id}, 'SignIn', 'Pass', timestamptz '2026-12-21', '[]', '{}' FROM ${series}`,
    `INSERT INTO notice_links (digest, pool_id, user_id, kind, undo, created_at, expires_at) SELECT 'l' || n, '${poolId}', ${id}, 'newBrowser', '{}', now(), timestamptz '2026-12-21' FROM ${series}`,
    `INSERT INTO brand_assets (pool_id, hash, type, bytes, used_at) SELECT '${poolId}', 'h' || n, 'image/png', '', timestamptz '2026-12-21' FROM ${series}`,
    `INSERT INTO trigger_invocations (id, at, pool_id, trigger, source, function_name, event, duration_ms, attempts, outcome) SELECT ${id}, timestamptz '2026-12-21', '${poolId}', 'PreSignUp', 'PreSignUp_SignUp', 'f', '{}', 1, 1, 'answered' FROM ${series}`,
    'ANALYZE',
  ]
  for (const insert of inserts) await prisma.$executeRawUnsafe(insert)
}

/** How often each big table was read from end to end so far. */
async function scans({ prisma }: Database): Promise<Record<string, number>> {
  await prisma.$queryRawUnsafe('SELECT pg_stat_force_next_flush()::text')
  const tables = await prisma.$queryRawUnsafe<{ name: string; scans: number }[]>('SELECT relname AS name, seq_scan::int AS scans FROM pg_stat_user_tables')
  return Object.fromEntries(tables.map(({ name, scans }) => [name, scans]))
}

type Works = Record<string, () => Promise<unknown>>

function userWorks({ users, groups, userPools }: Stores, someone: User): Works {
  const { poolId } = someone
  const fresh = async () => (await users.findUserById(poolId, someone.id)) ?? assert.fail()
  const byName = (many: number) => () => Promise.all(Array.from({ length: many }, (_, n) => users.findUserByName(poolId, `user${n + 1}`)))
  return {
    ...Object.fromEntries([1, 2, 3, 8].map((many) => [`find ${many} by name`, byName(many)])),
    findUsers: () => users.findUsersById(poolId, [someone.id, randomUUID()]),
    createUser: () => users.createUser(aUser(poolId), [{ kind: 'username', name: randomUUID() }]),
    updateUser: async () => users.updateUser(await fresh(), { names: [{ kind: 'email', name: randomUUID() }] }),
    takenName: async () => assert.rejects(users.updateUser(await fresh(), { names: [{ kind: 'email', name: 'user8' }] }), { code: 'AliasExists' }),
    setPassword: async () => users.setPassword(await fresh(), aCredential('h'), 3),
    passwordHistory: () => users.passwordHistory(someone.id, 3),
    deleteUser: () => users.deleteUser(poolId, randomUUID()),
    groupsOfUser: () => groups.groupsOfUser(someone.id),
    listMembers: () => groups.listMembers({ poolId, groupName: 'group9', after: null, limit: 10 }),
    listGroupsOfUser: () => groups.listGroupsOfUser({ userId: someone.id, after: null, limit: 10 }),
    listGroups: () => groups.listGroups({ poolId, after: 'group5', limit: 10 }),
    estimateUsers: () => userPools.estimateUsers(poolId),
  }
}

function signInWorks({ passwordTries, attempts, codes, signInAttempts, recoveryCodes, knownNetworks, devices }: Stores, { id, poolId }: User): Works {
  const rule = { kind: 'password', window: hours(1), lockFrom: 5, maxLock: hours(1), now: noon }
  const places = { browsers: [{ userId: id, place: 'b' }], deviceKey: 'k9', network: 'w9', networkSince: noon }
  return {
    beginPasswordTry: () => passwordTries.beginPasswordTry({ ...rule, poolId, canonicalName: 'user9', unknownSubject: 'u' }),
    beginPasswordTryFromKnownPlace: () => passwordTries.beginPasswordTry({ ...rule, poolId, canonicalName: 'user9', unknownSubject: 'u', places }),
    countAttemptFromKnownPlace: () => attempts.countAttempt({ ...rule, subject: 's9', places: { ...places, userId: id } }),
    noteNetwork: () => knownNetworks.noteNetwork(id, randomUUID(), noon),
    listDevices: () => devices.listDevices({ userId: id, after: null, limit: 10 }),
    touchDevice: () => devices.touchDevice(id, 'k9', noon, null),
    findRecoveryCodes: () => recoveryCodes.findRecoveryCodes(id),
    spendRecoveryCode: () => recoveryCodes.spendRecoveryCode(id, 'x'),
    countAttempt: () => attempts.countAttempt({ ...rule, subject: 's9' }),
    findCode: () => codes.findCode(id, 'sign-up'),
    consumeCode: () => codes.consumeCode(id, 'sign-up', 'x'),
    finishAttempt: async () => signInAttempts.finishAttempt({ ...((await signInAttempts.findAttempt('a9')) ?? assert.fail()), step: 9 }),
  }
}

function passkeyWorks({ passkeys }: Stores, { id, poolId }: User): Works {
  return {
    passkeysOfUser: () => passkeys.passkeysOfUser(id),
    findPasskey: () => passkeys.findPasskey(poolId, 'p9'),
    recordUse: () => passkeys.recordUse({ poolId, id: 'p9', userId: id, counter: 1, backedUp: true, at: noon }),
    deletePasskey: () => passkeys.deletePasskey({ poolId, userId: id, id: 'nobody', keepLast: true }),
    saveChallenge: () => passkeys.saveChallenge({ digest: randomUUID(), poolId, clientId: 'c', userId: id, rpId: 'example.com', createdAt: noon, expiresAt: after(days(30)) }),
    takeChallenge: () => passkeys.takeChallenge('w9', id),
  }
}

function activityWorks({ userEvents, noticeLinks, accountDeletions }: Stores, { id, poolId }: User): Works {
  const link = { poolId, userId: id, kind: 'emailChanged', undo: { what: 'nothing' }, createdAt: noon, expiresAt: after(days(30)) } as const
  return {
    addUserEvents: () => {
      userEvents.add({ id: randomUUID(), poolId, userId: id, type: 'SignIn', response: 'Pass', createdAt: after(days(30)), clientId: null, wire: null, address: null, device: null, challenges: [], details: {} })
      return userEvents.flush()
    },
    listUserEvents: () => userEvents.listUserEvents({ poolId, userId: id, after: null, limit: 10 }),
    unfamiliarSignIns: () => userEvents.unfamiliarSignIns([id, randomUUID()]),
    addLink: () => noticeLinks.addLink({ ...link, digest: randomUUID() }, false),
    addFirstLink: () => noticeLinks.addLink({ ...link, digest: randomUUID() }, true),
    findLink: () => noticeLinks.findLink(poolId, 'l9', noon),
    takeLink: () => noticeLinks.takeLink(poolId, 'l9', noon),
    askDeletion: () => accountDeletions.askDeletion(poolId, id, after(days(30))),
    withdrawDeletion: () => accountDeletions.withdrawDeletion(poolId, id),
    dueDeletions: () => accountDeletions.dueDeletions(noon, 10),
    deleteIfDue: () => accountDeletions.deleteIfDue(poolId, id, noon),
  }
}

function tokenWorks({ tokens, models, ssoSessions }: Stores, someone: User): Works {
  const { id, poolId } = someone
  const key = { poolId, model: 'Session', idDigest: 'd1' }
  return {
    createFamily: () => tokens.createFamily(aFamily(someone), randomUUID(), { model: 'AuthorizationCode', idDigest: 'd2' }),
    readRefreshContext: () => tokens.readRefreshContext('d3'),
    rotate: async () => tokens.rotateRefreshToken({ digest: 'd4', originJti: (await tokens.findFamilyOfToken('d4'))?.originJti ?? '', successor: 's', successorDigest: randomUUID(), at: noon }),
    readAccessContext: () => tokens.readAccessContext({ poolId, userId: id, originJti: id }),
    describeAccess: () => tokens.describeAccess({ poolId, userId: id, originJti: id }),
    liveFamilies: () => tokens.liveFamilies({ poolId, userId: id, now: noon, limit: 10 }),
    evictFamilies: () => tokens.evictFamilies({ userId: id, keep: 5, at: noon }),
    touchFamily: () => tokens.touchFamily({ originJti: id, at: noon, lastAddress: null, lastUserAgent: null }),
    revokeFamiliesOfSession: () => tokens.revokeFamiliesOfSession(id, 'u9', noon),
    ssoSessions: () => ssoSessions.ssoSessionsOfUser({ poolId, userId: id, now: noon, limit: 10 }),
    endSsoSession: () => ssoSessions.endSsoSession(poolId, id, 'nobody'),
    revokeUser: () => tokens.revokeUser(poolId, id, noon),
    revokeFamiliesOfGrant: () => tokens.revokeFamiliesOfGrant('g5', noon),
    upsert: () => models.upsert(key, {}, { grantId: 'g1', uid: 'u1', userCode: 'c1', accountId: 'a1', expiresAt: null }),
    find: () => models.find(key),
    findSession: () => models.findSession(poolId, 'd1'),
    findByUid: () => models.findByUid(poolId, 'Session', 'u9'),
    findByUserCode: () => models.findByUserCode(poolId, 'Session', 'c9'),
    consume: () => models.consume(key, noon),
    revokeByGrantId: () => models.revokeByGrantId(poolId, 'g9'),
    destroySessions: () => models.destroySessionsOfAccount(poolId, 'nobody'),
  }
}

function listWorks({ users }: Stores, { id, poolId }: User): Works {
  const examples: Partial<Record<UserFilter['attribute'], string>> = { sub: id, status: 'Disabled', 'cognito:user_status': 'UNCONFIRMED' }
  const works: Works = { listUsers: () => users.listUsers({ poolId, filter: null, after: null, limit: 10 }) }
  for (const attribute of ['email', 'name', 'given_name', 'family_name', 'phone_number', 'preferred_username', 'username', 'sub', 'status', 'cognito:user_status'] as const) {
    for (const match of ['equals', 'starts-with'] as const) {
      const filter: UserFilter = { attribute, match, value: examples[attribute] ?? 'n1' }
      works[`listUsers ${attribute} ${match}`] = () => users.listUsers({ poolId, filter, after: null, limit: 10 })
    }
  }
  return works
}

/** A few rows each, or only those of one user: the planner may well read them whole. */
const smallTables = ['user_pools', 'signing_keys', 'user_counts', 'password_history']

/** Reads of users that were run more than five times without a plan that is kept. */
const plannedAnew = statement<{ name: string }>(
  'test_planned_anew',
  `SELECT name FROM pg_prepared_statements WHERE generic_plans = 0 AND custom_plans > 5
    AND name ~ '^(find_user_by_id|find_users_by_name|look_up_users|list_users|read_access_contexts|describe_access|read_refresh_context)'`,
)

test('no statement of a sign-in, a list or a sweep reads a big table from end to end, and reads of users are planned once', async (t) => {
  const database = await openFreshEmbedded(t)
  const { stores, pool } = await storesWithPool(database)
  await fill(database, pool.id)
  const someone = (await stores.users.findUserByName(pool.id, 'user7')) ?? assert.fail()
  const sweeper = createSweeper({ database, clock: { now: () => after(days(5)) }, log: silentLog })
  const works: Works = {
    ...userWorks(stores, someone), ...signInWorks(stores, someone), ...passkeyWorks(stores, someone), ...activityWorks(stores, someone), ...tokenWorks(stores, someone), ...listWorks(stores, someone), sweep: () => sweeper.sweep(),
  }
  let before = await scans(database)
  for (const [name, work] of Object.entries(works)) {
    // From the sixth time on a prepared statement may have one plan for any values.
    for (let n = 0; n < 7; n++) await work()
    const now = await scans(database)
    const grown = Object.keys(now).filter((table) => (now[table] ?? 0) > (before[table] ?? 0) && !smallTables.includes(table))
    assert.deepEqual(grown, [], name)
    before = now
  }
  // Planning costs more than these reads: a plan for each call would make a large directory slow.
  assert.deepEqual(await database.sql.query(plannedAnew, []), [])
})
