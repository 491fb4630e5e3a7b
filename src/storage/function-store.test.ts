import assert from 'node:assert/strict'
import type { ModuleFunction, RegisteredFunction, WebhookFunction } from '#src/domain/functions/registered-function.ts'
import { forEachEngine, holdAges } from '#test/storage/engines.ts'
import { after, noon, storesWithPool } from '#test/storage/records.ts'

const arn = (name: string): string => `arn:aws:lambda:us-east-1:000000000000:function:${name}`
const aWebhook: WebhookFunction = {
  name: arn('hook'), kind: 'webhook', settings: { url: 'https://hooks.example.com/' }, createdAt: noon, modifiedAt: noon,
  secrets: { current: { value: 'whsec_Zmlyc3Q=', createdAt: noon.toISOString() }, previous: null, previousUntil: null },
}
const aModule: ModuleFunction = {
  name: arn('file'), kind: 'module', settings: { file: 'file.ts', handler: 'handler', memoryMb: 128 }, secrets: { environment: { TABLE: 'people' } }, createdAt: noon, modifiedAt: noon,
}
const aLambda: RegisteredFunction = { name: arn('far'), kind: 'lambda', settings: { endpoint: null, region: 'eu-west-1' }, secrets: null, createdAt: noon, modifiedAt: noon }

forEachEngine('functions of all kinds are read back whole, by name, their secrets sealed', async (_t, open) => {
  const database = await open()
  const { stores: { registeredFunctions } } = await storesWithPool(database)
  for (const each of [aWebhook, aModule, aLambda]) await registeredFunctions.putFunction(each)
  assert.deepEqual(await registeredFunctions.listFunctions(), [aLambda, aModule, aWebhook])
  assert.deepEqual(await registeredFunctions.findFunction(aWebhook.name), aWebhook)
  assert.equal(await registeredFunctions.findFunction(arn('nobody')), null)
  const stored = JSON.stringify(await database.prisma.registeredFunction.findMany())
  for (const secret of ['Zmlyc3Q', 'people']) assert.doesNotMatch(stored, new RegExp(secret))
})

forEachEngine('a function is in memory once it was asked for, and a change of it is seen at once', async (t, open) => {
  holdAges(t)
  const database = await open()
  const { stores: { registeredFunctions } } = await storesWithPool(database)
  assert.equal(await registeredFunctions.findFunction(aModule.name), null)
  await registeredFunctions.putFunction(aModule)
  assert.deepEqual(await registeredFunctions.findFunction(aModule.name), aModule)
  const before = database.statements()
  await registeredFunctions.findFunction(aModule.name)
  assert.equal(database.statements(), before)

  const moved: RegisteredFunction = { ...aWebhook, name: aModule.name, createdAt: after(5000), modifiedAt: after(5000) }
  await registeredFunctions.putFunction(moved)
  assert.deepEqual(await registeredFunctions.findFunction(aModule.name), { ...moved, createdAt: noon })
  assert.equal(await registeredFunctions.removeFunction(aModule.name), true)
  assert.equal(await registeredFunctions.removeFunction(aModule.name), false)
  assert.equal(await registeredFunctions.findFunction(aModule.name), null)
})
