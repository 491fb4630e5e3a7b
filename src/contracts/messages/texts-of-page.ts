import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import { textsFor, textsOver, type Texts } from './catalogues.ts'

/** The texts of a page: those of its look, and of the catalogue of its language for everything that the look does not say itself. */
export const textsOfPage = ({ locale, texts }: Pick<PageFrame, 'locale' | 'texts'>): Texts => (texts === undefined ? textsFor(locale) : textsOver(locale, texts))
