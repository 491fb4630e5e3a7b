/** A moment as AWS JSON 1.1 writes it: epoch seconds with milliseconds as the fraction. */
export const timestamp = (moment: Date): number => moment.getTime() / 1000

/** The same object with its dates written as timestamps. */
export const withTimestamps = <T extends object>(shape: T): { [K in keyof T]: T[K] extends Date ? number : T[K] } =>
  Object.fromEntries(Object.entries(shape).map(([name, value]) => [name, value instanceof Date ? timestamp(value) : (value as unknown)])) as never
