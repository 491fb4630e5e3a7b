import { seconds } from '#src/contracts/duration.ts'
import { type BoundedQueue, createBoundedQueue } from '#src/crypto/bounded-queue.ts'

export type LaneLimits = {
  /** Calls of one function under way at once. */
  concurrency: number
  /** Calls that may wait for their turn; more are refused at once. */
  maxQueue: number
}

/** The calls of one function: kept apart from those of all others, so that its being slow is its own affair. */
export type Lane = BoundedQueue & {
  /** Told of each attempt whether the function answered at all. */
  note(answered: boolean): void
  /** Whether it has left several attempts in a row unanswered, lately: trying again at once would only be more of the same. */
  isDown(): boolean
}

const DOWN_AFTER = 10
const DOWN_FOR = seconds(10)

/** One lane per function, made when it is first called. */
export function createFunctionLanes(limits: LaneLimits): (functionName: string) => Lane {
  const lanes = new Map<string, Lane>()
  return (functionName) => {
    const known = lanes.get(functionName)
    if (known !== undefined) return known
    const lane = createLane(limits)
    lanes.set(functionName, lane)
    return lane
  }
}

function createLane(limits: LaneLimits): Lane {
  let unanswered = 0
  let lastAt = 0
  return {
    ...createBoundedQueue(limits),
    note(answered) {
      unanswered = answered ? 0 : unanswered + 1
      lastAt = performance.now()
    },
    isDown: () => unanswered >= DOWN_AFTER && performance.now() - lastAt < DOWN_FOR,
  }
}
