import type { Answer } from './function-runner.ts'

/** Bytes of the largest answer that is read. */
export const LARGEST_ANSWER = 1024 * 1024
const DEEPEST = 32

/**
 * A function's answer from its bytes: at most a megabyte of UTF-8, JSON, at most 32 levels deep, no member
 * that reaches an object's prototype, no text that cannot be stored. */
export function readAnswer(bytes: Uint8Array | string): Answer {
  const length = typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.byteLength
  if (length > LARGEST_ANSWER) return { kind: 'unreadable', cause: 'The answer is larger than a megabyte.' }
  try {
    const text = typeof bytes === 'string' ? bytes : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const event: unknown = JSON.parse(text)
    const wrong = wrongWith(event)
    return wrong === null ? { kind: 'answered', event } : { kind: 'unreadable', cause: wrong }
  } catch {
    return { kind: 'unreadable', cause: 'The answer is not JSON in UTF-8.' } // the parser's own words quote it
  }
}

/** Level by level, so that depth costs no stack. */
function wrongWith(value: unknown): string | null {
  let level: unknown[] = [value]
  for (let depth = 1; level.length > 0; depth++) {
    const objects = level.filter((item): item is object => typeof item === 'object' && item !== null)
    if (objects.length > 0 && depth > DEEPEST) return 'The answer is nested too deeply.'
    if (objects.some((object) => Object.hasOwn(object, '__proto__'))) return 'The answer has a member named __proto__.'
    if (level.some((item) => typeof item === 'string' && (item.includes('\0') || !item.isWellFormed()))) return 'The answer holds a character that is none.'
    level = objects.flatMap((object) => Object.values(object) as unknown[])
  }
  return null
}
