// npm run doctor: everything that would hinder a start, each with its mend. Exit code 1 when there is anything.
import { processVariables } from '#src/config/env.ts'
import { examine } from '#src/server/doctor/examine.ts'
import { formatFindings } from '#src/server/doctor/finding.ts'

const findings = await examine(processVariables())
const problems = findings.filter(({ kind }) => kind === 'problem').length
process.stdout.write(formatFindings(findings))
process.stdout.write(problems === 0 ? '\nNothing hinders a start.\n' : `\n${problems} ${problems === 1 ? 'problem' : 'problems'} to mend.\n`)
process.exitCode = problems === 0 ? 0 : 1
