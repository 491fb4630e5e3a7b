import { directionOf, type Texts } from '#src/contracts/messages/catalogues.ts'
import { escapeHtml } from './fill-template.ts'

/** A piece of a built-in mail. */
export type MailBlock =
  | { kind: 'text' | 'code' | 'small'; text: string }
  | { kind: 'button'; text: string; href: string }
  | { kind: 'facts'; facts: readonly { label: string; value: string }[] }

export type MailPage = { texts: Texts; subject: string; poolName: string; blocks: readonly MailBlock[] }

/** HTML of a built-in mail, in the pool's name: it follows the reader's dark mode and loads nothing. Every value is escaped. */
export const mailHtml = ({ texts, subject, poolName, blocks }: MailPage): string =>
  [
    `<!doctype html><html ${languageOf(texts)}><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(subject)}</title></head>`,
    `<body ${languageOf(texts)} style="margin:0;padding:32px 16px;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,sans-serif">`,
    '<div style="max-width:480px;margin:0 auto">',
    `<p style="margin:0 0 24px;font-weight:600">${escapeHtml(poolName)}</p>`,
    ...blocks.map((block, index) => blockHtml(block, index === blocks.length - 1)),
    '</div></body></html>',
  ].join('')

/** Mail programs that leave the outermost element away keep what the body says. */
const languageOf = (texts: Texts): string => {
  const language = texts('messages.language')
  return `lang="${escapeHtml(language)}" dir="${directionOf(language)}"`
}

/** The same for readers of plain text. */
export const mailText = ({ poolName, blocks }: MailPage): string => [...blocks.map(blockText), poolName].join('\n\n')

const blockText = (block: MailBlock): string => {
  if (block.kind === 'facts') return block.facts.map(({ label, value }) => `${label}: ${value}`).join('\n')
  return block.kind === 'button' ? `${block.text}:\n${block.href}` : block.text
}

const blockHtml = (block: MailBlock, isLast: boolean): string => {
  const margin = isLast ? 'margin:0' : 'margin:0 0 24px'
  switch (block.kind) {
    case 'text': return `<p style="${margin}">${escapeHtml(block.text)}</p>`
    case 'code': return `<p style="${margin};${CODE_STYLE}"><span dir="ltr">${escapeHtml(block.text)}</span></p>`
    case 'small': return `<p style="${margin};font-size:14px;opacity:.75">${escapeHtml(block.text)}</p>`
    case 'button': return `<p style="${margin}"><a href="${escapeHtml(block.href)}" style="${BUTTON_STYLE}">${escapeHtml(block.text)}</a></p>`
    case 'facts': return `<p style="${margin}">${block.facts.map(({ label, value }) => `<span style="opacity:.75">${escapeHtml(label)}</span><br><bdi>${escapeHtml(value)}</bdi>`).join('<br>')}</p>`
  }
}

const CODE_STYLE = 'font:600 28px/1.2 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;letter-spacing:.08em;word-break:break-all'
const BUTTON_STYLE = 'display:inline-block;padding:12px 20px;border-radius:8px;background:#2450d8;color:#fff;text-decoration:none;font-weight:600'
