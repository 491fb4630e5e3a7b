import type { TriggerEvent } from './function-runner.ts'

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The `response` of an answered event, the only member that is read; null when it has none, or answers another trigger's event.
 * A function of UserMigration that knows nobody may leave it empty (Cognito: migrate user Lambda trigger).
 */
export function readResponse(answered: unknown, sent: Pick<TriggerEvent, 'triggerSource'>): Record<string, unknown> | null {
  if (!isObject(answered)) return null
  if (typeof answered.triggerSource === 'string' && answered.triggerSource !== sent.triggerSource) return null
  const empty = answered.response === undefined || answered.response === null
  if (empty && sent.triggerSource.startsWith('UserMigration_')) return {}
  return isObject(answered.response) ? answered.response : null
}
