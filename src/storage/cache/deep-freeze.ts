/** Freezes a plain record with everything in it, so that no reader of a shared one can change it for the others. */
export function deepFreeze<Value extends object>(value: Value): Value {
  if (Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const member of Object.values(value) as unknown[]) {
    if (typeof member === 'object' && member !== null) deepFreeze(member)
  }
  return value
}
