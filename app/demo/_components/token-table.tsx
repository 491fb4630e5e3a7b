import { compareClaims, demoTexts as t, meaningOfClaim } from '#src/contracts/messages/demo-texts.ts'
import { decodeToken, type Claims } from '#app/demo/_tokens/decode-token.ts'
import { showClaim } from '#app/demo/_tokens/show-claim.ts'

type TokenTableProps = { readonly token: string; readonly title: string; readonly help: string }

/** One token: its claims with their plain meaning, and the token as it was sent. */
export const TokenTable = ({ token, title, help }: TokenTableProps) => {
  const decoded = decodeToken(token)
  const id = title.toLowerCase().replace(' ', '-')
  return (
    <section className="mt-10" aria-labelledby={id}>
      <h2 className="text-xl font-semibold tracking-tight" id={id}>{title}</h2>
      <p className="mt-1 text-muted">{help}</p>
      {decoded === undefined ? <p className="mt-4">{t('token.opaque')}</p> : <ClaimRows claims={decoded.claims} labelledBy={id} />}
      {decoded !== undefined && <p className="mt-3 text-sm text-muted wrap-anywhere">{t('token.header', { alg: String(decoded.header['alg']), kid: String(decoded.header['kid']) })}</p>}
      <details className="mt-2">
        <summary className="inline-block cursor-pointer rounded-lg py-1 text-sm font-medium text-accent">{t('token.raw')}</summary>
        <pre className="mt-2 rounded-xl border border-line bg-surface p-4 font-mono text-xs whitespace-pre-wrap wrap-anywhere">{token}</pre>
      </details>
    </section>
  )
}

const ClaimRows = ({ claims, labelledBy }: { readonly claims: Claims; readonly labelledBy: string }) => (
  <div className="mt-4 rounded-2xl border border-line bg-surface px-6 py-2">
    <table className="claims w-full text-start" aria-labelledby={labelledBy}>
      <thead>
        <tr className="text-sm text-muted">
          {(['claim', 'value', 'meaning'] as const).map((column) => <th key={column} scope="col" className="py-3 pe-4 text-start font-medium">{t(`token.${column}`)}</th>)}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {Object.entries(claims).toSorted(([a], [b]) => compareClaims(a, b)).map(([name, value]) => (
          <tr key={name} className="py-3 align-top sm:border-t sm:border-line">
            <th scope="row" className="text-start font-mono text-sm font-semibold whitespace-nowrap sm:py-2.5 sm:pe-6">{name}</th>
            <td className="font-mono text-sm wrap-anywhere sm:w-1/2 sm:py-2.5 sm:pe-6">{showClaim(name, value)}</td>
            <td className="text-sm text-muted sm:py-2.5">{meaningOfClaim(name)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
