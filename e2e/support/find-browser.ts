import { accessSync, constants } from 'node:fs'
import { chromium as playwrightChromium } from '@playwright/test'
import bundled from '@sparticuz/chromium'

export type FoundBrowser = { executablePath: string; args: string[] }

const SYSTEM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // looked for, not there
  }
}

/** Playwright's own Chromium if installed, else the system's, else the one that npm brought. */
export const findBrowser = async (): Promise<FoundBrowser> => {
  const quiet = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic']
  const known = [playwrightChromium.executablePath(), ...SYSTEM_PATHS].find(isExecutable)
  if (known !== undefined) return { executablePath: known, args: quiet }
  return { executablePath: await bundled.executablePath(), args: [...quiet, '--headless=shell', '--disable-gpu', '--disable-dev-shm-usage'] }
}
