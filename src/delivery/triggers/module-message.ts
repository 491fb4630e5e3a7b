/** What a process is started with. */
export type ModuleStart = {
  /** Absolute, and with links resolved. */
  readonly file: string
  readonly handler: string
  /** The folder of functions: what is loaded from it is watched, and read by its own syntax. */
  readonly folder: string
  readonly memoryMb: number
  readonly functionName: string
}

/** The file descriptor, in a process, of a pipe whose other end the server alone holds: it closes when the server is gone, however it went. */
export const LIFELINE = 4

/** `deadline` is in milliseconds since 1970, as both sides' clocks that never turn back have it. */
export type ModuleCall = { readonly event: string; readonly requestId: string; readonly deadline: number }

/** Milliseconds since 1970 by a clock that never turns back; the same in each process. */
export const steadyNow = (): number => performance.timeOrigin + performance.now()

/** What a process says: once `ready` or `broken`, then for each call lines of its console and one end. */
export type ModuleMessage =
  | { kind: 'ready'; files: string[] }
  | { kind: 'broken'; cause: string }
  | { kind: 'line'; text: string }
  | { kind: 'answer'; text: string; files: string[] }
  | { kind: 'threw'; message: string }
  | { kind: 'unreadable'; cause: string }
