import { z } from 'zod'
import { ANY_WORD_PATTERN, text } from '#src/domain/constraint.ts'

/** Bounds travel as decimal strings (Cognito: SchemaAttributeType). */
const bound = text({ max: 20, pattern: '-?[0-9]+(\\.[0-9]+)?' })

/** SchemaAttributeType as a request carries it: a standard name, or a custom name with or without its prefix. */
export const schemaAttributeInput = z.object({
  // 20 characters and the longest prefix; the limit without prefix is checked where the name is completed.
  Name: text({ min: 1, max: 31, pattern: ANY_WORD_PATTERN }),
  AttributeDataType: z.enum(['String', 'Number', 'DateTime', 'Boolean']).exactOptional(),
  DeveloperOnlyAttribute: z.boolean().exactOptional(),
  Mutable: z.boolean().exactOptional(),
  Required: z.boolean().exactOptional(),
  NumberAttributeConstraints: z.object({ MinValue: bound.exactOptional(), MaxValue: bound.exactOptional() }).exactOptional(),
  StringAttributeConstraints: z.object({ MinLength: bound.exactOptional(), MaxLength: bound.exactOptional() }).exactOptional(),
})
export type SchemaAttributeInput = z.input<typeof schemaAttributeInput>

/** An attribute of a pool's schema, complete. Custom names carry `custom:`, developer-only ones `dev:custom:`. */
export type SchemaAttribute = {
  Name: string
  AttributeDataType: 'String' | 'Number' | 'DateTime' | 'Boolean'
  DeveloperOnlyAttribute: boolean
  Mutable: boolean
  Required: boolean
  NumberAttributeConstraints?: { MinValue?: string; MaxValue?: string }
  StringAttributeConstraints?: { MinLength?: string; MaxLength?: string }
}
