import { notFound } from 'next/navigation'
import { headers } from 'next/headers'
import type { DevelopmentDoor } from '#src/contracts/hosted/runtime-door.ts'
import { getRuntime } from './runtime.ts'

/** The development part of the runtime; a 404 where there is none (production). */
export const developmentDoor = async (): Promise<DevelopmentDoor> => {
  await headers() // keeps the page out of the build's prerendering: no process is running then
  return (await getRuntime()).development ?? notFound()
}
