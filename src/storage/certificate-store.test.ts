import assert from 'node:assert/strict'
import { days } from '#src/contracts/duration.ts'
import type { InstalledCertificate } from '#src/domain/certificates/certificate.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

const certificate = (id: string, names: string[], until = days(90)): InstalledCertificate =>
  ({ id, names, chain: `chain of ${id}`, key: `-----BEGIN PRIVATE KEY----- of ${id}`, notBefore: noon, notAfter: after(until), createdAt: noon })

forEachEngine('certificates are kept with their keys sealed, and take the place of those whose names they have all', async (_t, open) => {
  const database = await open()
  const { stores: { certificates, installedCertificates } } = await storesWithPool(database)
  const [a, b, both] = [certificate('a', ['a.example.com'], days(9)), certificate('b', ['b.example.com', 'c.example.com']), certificate('ab', ['b.example.com', 'a.example.com'])] as const
  for (const each of [b, a]) assert.deepEqual(await certificates.putCertificate(each), [])
  assert.deepEqual((await certificates.listCertificates()).map(({ id }) => id), ['a', 'b'])
  await installedCertificates.start()
  assert.deepEqual([...installedCertificates.current()].sort((one, other) => (one.id < other.id ? -1 : 1)), [a, b])
  assert.deepEqual(await certificates.putCertificate(both), ['a'])
  await installedCertificates.refresh()
  assert.deepEqual(installedCertificates.current().map(({ id }) => id).sort(), ['ab', 'b'])
  assert.deepEqual(await certificates.putCertificate(both), [], 'the same one again')
  assert.doesNotMatch(JSON.stringify(await database.prisma.tlsCertificate.findMany()), /PRIVATE KEY/)
  assert.doesNotMatch(JSON.stringify(await certificates.listCertificates()), /PRIVATE KEY|sealed/)
  assert.deepEqual([await certificates.removeCertificate('ab'), await certificates.removeCertificate('ab')], [true, false])
  await installedCertificates.stop()
})

forEachEngine('twenty who bring the same certificate at once leave one', async (_t, open) => {
  const { stores: { certificates } } = await storesWithPool(await open())
  const endings = await race(async () => (await certificates.putCertificate(certificate('a', ['a.example.com']))).length)
  assert.deepEqual(tally(endings), { 0: 20 })
  assert.equal((await certificates.listCertificates()).length, 1)
})
