/** In this order: most browsers name others besides themselves. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:Edg|EdgA|EdgiOS)\//, 'Edge'], [/\b(?:OPR|OPiOS)\//, 'Opera'], [/\bSamsungBrowser\//, 'Samsung Internet'], [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'], [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'], [/\baws-cli\//, 'AWS CLI'], [/\baws-sdk-/, 'AWS SDK'],
  [/\baws-amplify\//, 'Amplify'], [/\bokhttp\//, 'OkHttp'], [/\bCFNetwork\//, 'App'], [/\bcurl\//, 'curl'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPod)\b/, 'iPhone'], [/\biPad\b/, 'iPad'], [/\bAndroid\b/, 'Android'], [/\bCrOS\b/, 'ChromeOS'], [/\bWindows\b|\bwin32\b/i, 'Windows'],
  [/\bMacintosh\b|\bmacos\b|\bdarwin\b/i, 'macOS'], [/\blinux\b/i, 'Linux'],
]

/** No browser's is longer; what follows could be made to be searched slowly. */
const LONGEST = 512

/** A user agent in words: program and operating system, as far as they are known (Cognito: DeviceType). */
export const describeUserAgent = (userAgent: string | null): string => {
  const read = (userAgent ?? '').slice(0, LONGEST)
  const program = nameIn(PROGRAMS, read)
  const system = nameIn(SYSTEMS, read)
  if (program === undefined) return system ?? 'unknown'
  return system === undefined ? program : `${program} on ${system}`
}

const nameIn = (names: typeof PROGRAMS, userAgent: string): string | undefined => names.find(([pattern]) => pattern.test(userAgent))?.[1]
