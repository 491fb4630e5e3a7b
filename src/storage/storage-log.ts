/** Where storage tells what an operator should know; pino's logger fits. Ids and reasons only, never values. */
export type StorageLog = {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}
