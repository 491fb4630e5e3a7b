import { createTranslator, type _Translator as Translator } from 'use-intl/core'
import messages from './development.json' with { type: 'json' }

/** Texts of the development pages. They speak English only: people who sign in never see them. */
export const developmentTexts: Translator<typeof messages> = createTranslator({
  locale: 'en',
  messages,
  timeZone: 'UTC',
  onError: (error) => {
    throw error
  },
})
