import type { Member, Shape } from './request-shapes.ts'

/** A request that must be refused: its body as text, since JSON.stringify could not write all of them. */
export type HostileCase = { what: string; body: string }

/** Values of other JSON types, or beyond what any member may hold, as JSON text. */
const WRONG: Record<Shape['kind'], readonly string[]> = {
  string: ['7', 'true', '{}', '{"$ne":null}', '[]', '["x"]', String.raw`"a\u0000b"`, String.raw`"a\ud800b"`],
  number: ['"x"', '{}', '[]', 'true', '1.5', '-1e999', '1e400'],
  boolean: ['"yes"', '7', '{}', '[]'],
  blob: ['7', '{}', '[]'],
  document: ['{"__proto__":{"polluted":1}}'],
  list: ['"x"', '7', '{}', '[[[]]]', '[true]'],
  map: ['"x"', '7', '[]', '{"a":[]}', '{"a":{}}', '{"__proto__":"x"}', '{"constructor":"x"}', '{"prototype":"x"}'],
  structure: ['"x"', '7', 'true', '[]', '{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}'],
}
const MEGABYTE = JSON.stringify('x'.repeat(1_000_000))

/** Where the text of a hostile value goes. */
const MARK = '"\u2190here"'

type Place = { path: string; shape: Shape; body: object }

/** Every member of the request, at every depth, with each wrong value in a request that is right otherwise. */
export function wrongValues(members: readonly Member[], right: Record<string, unknown>): HostileCase[] {
  return places(members, right).flatMap(({ path, shape, body }) => {
    const text = JSON.stringify(body)
    const values = shape.kind === 'string' && !path.includes('.') ? [...WRONG.string, MEGABYTE] : WRONG[shape.kind]
    return values.map((value) => ({ what: `${path}: ${value.slice(0, 60)}`, body: text.replace(MARK, () => value) }))
  })
}

/** A member, named as the model does, with a value of another JSON type in a request that is right otherwise. */
export type Misread = { member: string; body: string }

/** One such request for every member at every depth, but for free documents: only a program that reads the member can find fault with it. */
export const misreadMembers = (members: readonly Member[], right: Record<string, unknown>): Misread[] =>
  places(members, right).filter(({ shape, path }) => shape.kind !== 'document' && !isItem(path)).map(({ path, shape, body }) => ({
    member: path.split('.').filter((part) => part !== '').at(-1) ?? '',
    body: JSON.stringify(body).replace(MARK, () => (shape.kind === 'string' ? '{}' : '"yes"')),
  }))

/** What stands in a list or map has no name of its own. */
const isItem = (path: string): boolean => /\.(0|a)\.?$/.test(path)

/** The request without each member that it must have. */
export const missingMembers = (members: readonly Member[], right: Record<string, unknown>): HostileCase[] =>
  members.filter(({ required }) => required).map(({ name }) => ({ what: `${name}: missing`, body: JSON.stringify({ ...right, [name]: undefined }) }))

/** What concerns the body as a whole. */
export function wrongBodies(right: Record<string, unknown>): HostileCase[] {
  const rest = JSON.stringify(right).slice(1)
  const begun = (first: string) => `{${first}${rest === '}' ? '' : ','}${rest}`
  return [
    { what: 'an own __proto__', body: begun('"__proto__":{"polluted":true}') },
    { what: 'an own constructor', body: begun('"constructor":{"prototype":{"polluted":true}}') },
    { what: 'deep lists', body: begun(`"Deep":${'['.repeat(5000)}${']'.repeat(5000)}`) },
    { what: 'deep objects', body: begun(`"Deep":${'{"a":'.repeat(40)}1${'}'.repeat(40)}`) },
  ]
}

/** The request with a member more than the model knows: it is ignored. */
export const extraMember = (right: Record<string, unknown>): HostileCase => ({ what: 'an unknown member', body: JSON.stringify({ ...right, $where: '1=1', Id: 'x', isAdmin: true }) })

const MARKED = JSON.parse(MARK) as string

function places(members: readonly Member[], right: Record<string, unknown>, depth = 0): Place[] {
  return members.flatMap(({ name, shape }) => inside(shape, depth).map(({ path, body, shape: found }) => ({
    path: path === '' ? name : `${name}.${path}`, shape: found, body: { ...right, [name]: body },
  })))
}

type Inner = { path: string; shape: Shape; body: unknown }

/** The value itself, and whatever is in it. */
function inside(shape: Shape, depth: number): Inner[] {
  const whole: Inner = { path: '', shape, body: MARKED }
  if (depth >= 4) return [whole]
  if (shape.kind === 'structure') return [whole, ...places(shape.members, sampleMembers(shape.members), depth + 1)]
  if (shape.kind !== 'list' && shape.kind !== 'map') return [whole]
  const inner = inside(shape.of, depth + 1)
  return [whole, ...inner.map(({ path, body, shape: found }) => ({
    path: shape.kind === 'list' ? `0.${path}` : `a.${path}`, shape: found, body: shape.kind === 'list' ? [body] : { a: body },
  }))]
}

/** A value of each member that must be there. */
export const sampleMembers = (members: readonly Member[], known: Record<string, unknown> = {}): Record<string, unknown> =>
  Object.fromEntries(members.filter(({ required, name }) => required || name in known).map(({ name, shape }) => [name, known[name] ?? sample(shape)]))

function sample(shape: Shape): unknown {
  switch (shape.kind) {
    case 'string': return 'x'
    case 'number': return 1
    case 'boolean': return true
    case 'blob': return 'eA=='
    case 'document': return {}
    case 'list': return []
    case 'map': return {}
    case 'structure': return sampleMembers(shape.members)
  }
}
