import { attributeField, inputKind, type AttributeInput } from '#src/contracts/hosted/attribute-inputs.ts'
import { autoVerified, findAttribute, requiredAttributes } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { HostedFlow } from './hosted-flow.ts'

/** Attributes that nobody types: the server keeps them. */
const KEPT_BY_SERVER: ReadonlySet<string> = new Set(['sub', 'updated_at', 'email_verified', 'phone_number_verified', 'identities'])

/** One attribute's input, with what was typed last and what is wrong with it. */
export const attributeInput = (pool: UserPool, name: string, required: boolean, flow: HostedFlow): AttributeInput => {
  const attribute = findAttribute(pool, name)
  const field = attributeField(name)
  const type = attribute?.AttributeDataType ?? 'String'
  const text = attribute?.StringAttributeConstraints
  const number = attribute?.NumberAttributeConstraints
  return {
    name,
    kind: inputKind(name, type),
    required,
    value: flow.values?.[field],
    minLength: numeric(text?.MinLength),
    maxLength: numeric(text?.MaxLength),
    minimum: number?.MinValue,
    maximum: number?.MaxValue,
    error: flow.fieldErrors?.[field],
    ...(type === 'Boolean' ? { choices: [{ value: 'true', label: 'true' }, { value: 'false', label: 'false' }] } : {}),
  }
}

/**
 * What a sign-up asks for: the contact one signs in by or that gets the code, then every other required attribute.
 * Where either of two contacts will do, neither is required by itself.
 */
export const signUpInputs = (pool: UserPool, flow: HostedFlow): readonly AttributeInput[] => {
  const names = pool.settings.UsernameAttributes
  const either = names.length > 1
  const required = new Set(requiredAttributes(pool))
  for (const name of [...names, ...autoVerified(pool)]) if (!either || !names.includes(name)) required.add(name)
  const asked = [...new Set([...names, ...autoVerified(pool), ...required])].filter((name) => !KEPT_BY_SERVER.has(name))
  return asked.map((name) => attributeInput(pool, name, required.has(name), flow))
}

const numeric = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text))
