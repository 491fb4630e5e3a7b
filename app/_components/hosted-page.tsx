import type { ReactNode } from 'react'
import { Brand, HostedDocument } from './hosted-document.tsx'
import { NoticeBox, SummaryBox } from './summary-box.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

type HostedPageProps = {
  readonly frame: PageFrame
  readonly title: string
  /** What stands under the heading; without it, "to continue to <application>". */
  readonly lead?: ReactNode
  /** Labels of the inputs by name, for the links of the error summary. */
  readonly labels?: Readonly<Record<string, string>>
  /** The page itself reports a failure (there is no form to correct). */
  readonly failed?: boolean
  readonly children?: ReactNode
}

/** A whole hosted page around its content: document, card, heading, messages and footer. */
export const HostedPage = ({ frame, title, lead, labels = {}, failed = false, children }: HostedPageProps) => (
  <HostedDocument frame={frame} title={title} failed={failed}>
    <main className="id-card">
      <Brand frame={frame} />
      <div className="id-heading">
        <h1>{title}</h1>
        {lead === undefined ? <ContinueTo frame={frame} /> : <div className="id-lead textDescription-customizable">{lead}</div>}
      </div>
      {frame.summary === undefined && frame.notice !== undefined && <NoticeBox frame={frame} notice={frame.notice} />}
      <SummaryBox frame={frame} labels={labels} />
      {children}
    </main>
  </HostedDocument>
)

const ContinueTo = ({ frame }: { readonly frame: PageFrame }) =>
  frame.client === undefined ? null : (
    <p className="id-lead textDescription-customizable">
      {textsOfPage(frame).rich('frame.continueTo', { client: frame.client.name, strong: (chunks) => <strong key="client">{chunks}</strong> })}
    </p>
  )
