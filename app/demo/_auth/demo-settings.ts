import { notFound } from 'next/navigation'
import type { DemoSettings } from '#src/contracts/hosted/runtime-door.ts'
import { developmentDoor } from '#app/_server/development.ts'

/** The settings the server made for this application; a 404 where there are none (production, or nothing seeded). */
export const demoSettings = async (): Promise<DemoSettings> => {
  const settings = (await developmentDoor()).demo ?? notFound()
  // next-auth learns its own address from the environment alone; this process knows it only once it runs.
  process.env['NEXTAUTH_URL'] = `${settings.publicUrl}/demo/api/auth`
  return settings
}
