import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

/** How an answer is typed; `none` asks for a press of the button alone. */
export const ANSWER_INPUTS = ['text', 'number', 'code', 'email', 'phone', 'password', 'none'] as const
export type AnswerInput = (typeof ANSWER_INPUTS)[number]

/** What is posted where the button is all the answer there is. */
export const ANSWER_OF_BUTTON = 'continue'

export type AnswerChoice = { readonly value: string; readonly label: string }

/** A challenge of the pool's functions as a page shows it. All words are plain text, the picture is drawn anew, the link is https. */
export type CustomChallengeContent = {
  readonly title?: string | undefined
  readonly text?: string | undefined
  readonly label?: string | undefined
  readonly help?: string | undefined
  readonly submit?: string | undefined
  readonly input: AnswerInput
  /** Present in place of an input. */
  readonly choices?: readonly AnswerChoice[] | undefined
  readonly link?: { readonly href: string; readonly host: string; readonly text?: string | undefined } | undefined
  /** `src` is a data: address. */
  readonly image?: { readonly src: string; readonly alt: string; readonly width: number; readonly height: number } | undefined
}

/** One round of a sign-in that the pool's functions ask for. */
export type CustomChallengeView = {
  readonly screen: 'custom-challenge'
  readonly frame: PageFrame
  readonly username: string
  readonly content: CustomChallengeContent
  /** Names the round: an answer to another one is not taken. */
  readonly round: string
  /** To the other ways; absent where there is none. */
  readonly otherHref?: string | undefined
  readonly changeHref: string
}
