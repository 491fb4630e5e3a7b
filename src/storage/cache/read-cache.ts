import { LRUCache } from 'lru-cache'
import { seconds } from '#src/contracts/duration.ts'
import { deepFreeze } from './deep-freeze.ts'

/** Records read again and again, by key. */
export type ReadCache<Value extends object> = {
  /** From memory while it is current, else loaded; callers who ask at the same time share one load. The record is frozen. */
  read(key: string): Promise<Value | null>
  /** The next read loads. A load under way is not kept. */
  drop(key: string): void
  clear(): void
}

export type ReadCacheOptions<Value extends object> = {
  /** Records kept at most. */
  max: number
  load(key: string): Promise<Value | null>
  /** Whether a record whose load began at that moment (`performance.now()`) may still be shown. */
  isCurrent(loadedAt: number): boolean
}

type Known<Value> = { value: Value | null; loadedAt: number }

/** Absent records are kept apart and few, so that invented keys neither fill the memory nor push out real records. */
const absentKept = { max: 2000, ttl: seconds(10) }

/** A bounded cache that forgets the least recently used. */
export function createReadCache<Value extends object>({ max, load, isCurrent }: ReadCacheOptions<Value>): ReadCache<Value> {
  const present = new LRUCache<string, Known<Value>>({ max })
  const absent = new LRUCache<string, Known<Value>>(absentKept)
  const loads = new Map<string, Promise<Value | null>>()

  function startLoading(key: string): Promise<Value | null> {
    const loadedAt = performance.now()
    const loading: Promise<Value | null> = load(key).then(
      (value) => {
        // Dropped meanwhile: what was read may be older than the change.
        if (loads.get(key) === loading) {
          loads.delete(key)
          if (value === null) absent.set(key, { value, loadedAt })
          else present.set(key, { value: deepFreeze(value), loadedAt })
        }
        return value
      },
      (error: unknown) => {
        if (loads.get(key) === loading) loads.delete(key)
        throw error
      },
    )
    loads.set(key, loading)
    return loading
  }

  return {
    read(key) {
      const known = present.get(key) ?? absent.get(key)
      if (known !== undefined && isCurrent(known.loadedAt)) return Promise.resolve(known.value)
      return loads.get(key) ?? startLoading(key)
    },
    drop(key) {
      present.delete(key)
      absent.delete(key)
      loads.delete(key)
    },
    clear() {
      present.clear()
      absent.clear()
      loads.clear()
    },
  }
}
