/** One thing the doctor looked at. A problem says how to mend it. */
export type Finding =
  | { readonly kind: 'ok' | 'note'; readonly sentence: string }
  | { readonly kind: 'problem'; readonly sentence: string; readonly mend: string }

export const ok = (sentence: string): Finding => ({ kind: 'ok', sentence })
export const note = (sentence: string): Finding => ({ kind: 'note', sentence })
export const problem = (sentence: string, mend: string): Finding => ({ kind: 'problem', sentence, mend })

const MARKS = { ok: 'ok     ', note: 'note   ', problem: 'PROBLEM' } as const

/** Findings as a person reads them: one a line, the mend below. */
export function formatFindings(findings: readonly Finding[]): string {
  return findings.map((finding) => `${MARKS[finding.kind]}  ${finding.sentence}\n${finding.kind === 'problem' ? `         ${finding.mend}\n` : ''}`).join('')
}
