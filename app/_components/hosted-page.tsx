import type { ReactNode } from 'react'
import { Brand, HostedDocument } from './hosted-document.tsx'
import { NoticeBox, SummaryBox } from './summary-box.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame, Picture } from '#src/contracts/hosted/page-frame.ts'

type HostedPageProps = {
  readonly frame: PageFrame
  readonly title: string
  /** What stands under the heading; without it, "to continue to <application>". */
  readonly lead?: ReactNode
  /** The lead is mere instruction: without it everybody knows as well what to do. */
  readonly instruction?: boolean
  /** Labels of the inputs by name, for the links of the error summary. */
  readonly labels?: Readonly<Record<string, string>>
  /** The page itself reports a failure (there is no form to correct). */
  readonly failed?: boolean
  readonly children?: ReactNode
}

/** A whole hosted page around its content: document, card, heading, messages and footer. */
export const HostedPage = ({ frame, title, failed = false, ...content }: HostedPageProps) => (
  <HostedDocument frame={frame} title={title} failed={failed}>
    {frame.logoOutside === true
      ? <main className="id-outside"><Brand frame={frame} /><div className="id-card"><Content frame={frame} title={title} {...content} /></div></main>
      : <main className="id-card"><Brand frame={frame} /><Content frame={frame} title={title} {...content} /></main>}
  </HostedDocument>
)

const Content = ({ frame, title, lead, instruction = false, labels = {}, children }: Omit<HostedPageProps, 'failed'>) => {
  const told = frame.withoutInstructions !== true
  return (
    <>
      {frame.graphic !== undefined && <Graphic graphic={frame.graphic} />}
      <div className="id-heading">
        <h1>{title}</h1>
        {lead === undefined ? told && <ContinueTo frame={frame} /> : (told || !instruction) && <div className="id-lead textDescription-customizable">{lead}</div>}
      </div>
      {frame.summary === undefined && frame.notice !== undefined && <NoticeBox frame={frame} notice={frame.notice} />}
      <SummaryBox frame={frame} labels={labels} />
      {children}
    </>
  )
}

const Graphic = ({ graphic }: { readonly graphic: Picture }) => (
  <picture className="id-graphic">
    {graphic.darkSrc !== undefined && <source srcSet={graphic.darkSrc} media="(prefers-color-scheme: dark)" />}
    <img src={graphic.src} alt="" />
  </picture>
)

const ContinueTo = ({ frame }: { readonly frame: PageFrame }) =>
  frame.client === undefined ? null : (
    <p className="id-lead textDescription-customizable">
      {textsOfPage(frame).rich('frame.continueTo', { client: frame.client.name, strong: (chunks) => <strong key="client">{chunks}</strong> })}
    </p>
  )
