/** A language there are texts in: its tag (BCP 47) and its name in itself. */
export type Language = { readonly locale: string; readonly name: string }

/** Every language of the pages and messages, as people look for them in a list: by their own names, alphabet by alphabet. */
export const LANGUAGES: readonly Language[] = [
  { locale: 'id', name: 'Bahasa Indonesia' },
  { locale: 'de', name: 'Deutsch' },
  { locale: 'en', name: 'English' },
  { locale: 'es', name: 'Español' },
  { locale: 'fr', name: 'Français' },
  { locale: 'it', name: 'Italiano' },
  { locale: 'nl', name: 'Nederlands' },
  { locale: 'pl', name: 'Polski' },
  { locale: 'pt-BR', name: 'Português (Brasil)' },
  { locale: 'sv', name: 'Svenska' },
  { locale: 'tr', name: 'Türkçe' },
  { locale: 'ru', name: 'Русский' },
  { locale: 'uk', name: 'Українська' },
  { locale: 'he', name: 'עברית' },
  { locale: 'ar', name: 'العربية' },
  { locale: 'hi', name: 'हिन्दी' },
  { locale: 'zh-CN', name: '简体中文' },
  { locale: 'zh-TW', name: '繁體中文' },
  { locale: 'ja', name: '日本語' },
  { locale: 'ko', name: '한국어' },
]
