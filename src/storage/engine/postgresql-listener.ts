import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { seconds } from '#src/contracts/duration.ts'
import { toDatabaseError } from './database-error.ts'

/** A connection that hears what is announced on a channel (PostgreSQL: LISTEN and NOTIFY). */
export type Listener = {
  /** Resolves when the connection has answered: what was committed before the call has been heard. DatabaseUnavailable within a second otherwise. */
  confirm(): Promise<void>
  close(): Promise<void>
}

/** Opens a connection that does nothing but listen. `channel` is a plain identifier. */
export async function openListener(databaseUrl: string, channel: string, heard: (payload: string) => void): Promise<Listener> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'poolhouse listener',
    keepAlive: true,
    connectionTimeoutMillis: seconds(3),
    query_timeout: seconds(0.9),
  })
  client.on('error', () => undefined) // the next confirmation fails by it
  client.on('notification', ({ payload }) => heard(payload ?? ''))
  // A server that has gone silent would never acknowledge the end.
  const close = () => Promise.race([client.end(), pause(seconds(1), undefined, { ref: false })])
  try {
    await client.connect()
    await client.query(`LISTEN ${channel}`)
  } catch (error) {
    await close()
    throw toDatabaseError(error)
  }
  return {
    async confirm() {
      try {
        await client.query('SELECT 1')
      } catch (error) {
        throw toDatabaseError(error)
      }
    },
    close,
  }
}
