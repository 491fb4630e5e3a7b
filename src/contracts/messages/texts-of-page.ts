import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import { textsFor, type Texts } from './catalogues.ts'

/** The texts of a page: the catalogue of its language. */
export const textsOfPage = (frame: Pick<PageFrame, 'locale'>): Texts => textsFor(frame.locale)
