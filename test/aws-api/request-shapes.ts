import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as sdk from '@aws-sdk/client-cognito-identity-provider'

/** What a request may hold, as the model of the AWS SDK says. */
export type Shape =
  | { kind: 'string' | 'number' | 'boolean' | 'blob' | 'document' }
  | { kind: 'list' | 'map'; of: Shape }
  | { kind: 'structure'; members: readonly Member[] }
export type Member = { name: string; required: boolean; shape: Shape }

const KINDS = new Map<unknown, 'string' | 'number' | 'boolean' | 'blob' | 'document'>([[0, 'string'], [1, 'number'], [2, 'boolean'], [15, 'document'], [21, 'blob']])
const LIST = 64
const MAP = 128

/** The members of an operation's request. */
export function requestMembers(operation: string): readonly Member[] {
  const schema = (sdk as unknown as Record<string, readonly unknown[] | undefined>)[`${operation}$`]
  if (schema === undefined) throw new Error(`The model has no operation ${operation}.`)
  const shape = readShape(schema[4])
  if (shape.kind !== 'structure') throw new Error(`The request of ${operation} is no structure.`)
  return shape.members
}

/** The errors that an operation's documentation in the AWS SDK names. */
export function modelledErrors(operation: string): ReadonlySet<string> {
  const entry = fileURLToPath(import.meta.resolve('@aws-sdk/client-cognito-identity-provider'))
  const file = entry.replace(/dist-[a-z]+\/index\.js$/, `dist-types/commands/${operation}Command.d.ts`)
  return new Set([...readFileSync(file, 'utf8').matchAll(/@throws \{@link (\w+Exception)\}/g)].map(([, name = '']) => name))
}

/** A schema is a number, a list that begins with its kind, a function that gives one, or one with traits beside it. */
function readShape(schema: unknown): Shape {
  if (typeof schema === 'function') return readShape((schema as () => unknown)())
  if (typeof schema === 'number') return readNumber(schema)
  if (!Array.isArray(schema)) throw new Error('The model of the SDK reads otherwise now.')
  if (typeof schema[1] !== 'string') return readShape(schema[0])
  const [kind, , , , first, second, required] = schema as readonly unknown[]
  switch (kind) {
    case 0: return readShape(first)
    case 1: return { kind: 'list', of: readShape(first) }
    case 2: return { kind: 'map', of: readShape(second) }
    case 3: return { kind: 'structure', members: readMembers(first as string[], second as unknown[], typeof required === 'number' ? required : 0) }
    default: throw new Error(`The model of the SDK has a shape of kind ${String(kind)} now.`)
  }
}

function readNumber(code: number): Shape {
  if (code >= MAP) return { kind: 'map', of: readShape(code - MAP) }
  if (code >= LIST) return { kind: 'list', of: readShape(code - LIST) }
  const kind = KINDS.get(code)
  if (kind === undefined) throw new Error(`The model of the SDK has a shape ${code} now.`)
  return { kind }
}

const readMembers = (names: readonly string[], shapes: readonly unknown[], required: number): Member[] =>
  names.map((name, index) => ({ name, required: index < required, shape: readShape(shapes[index]) }))
