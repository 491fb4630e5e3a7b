import { directionOf, type Texts } from '#src/contracts/messages/catalogues.ts'
import type { BrandAsset } from '#src/domain/branding/brand.ts'
import { escapeHtml } from './fill-template.ts'
import type { MailColors, MailLook, MailPicture } from './mail-look.ts'

/** A piece of a mail. `words` are an operator's own, in HTML that was checked and filled; `secret` if a code stands among them. */
export type MailBlock =
  | { kind: 'text' | 'code' | 'small'; text: string }
  | { kind: 'words'; html: string; text: string; secret: boolean }
  | { kind: 'button'; text: string; href: string }
  | { kind: 'facts'; facts: readonly { label: string; value: string }[] }

export type MailPage = { texts: Texts; subject: string; poolName: string; look: MailLook; blocks: readonly MailBlock[] }

/**
 * HTML of a mail, in the pool's name and colours: it follows the reader's dark mode where the look does, and loads nothing; its logo is
 * among `mailPictures`. Every value is escaped.
 */
export const mailHtml = ({ texts, subject, poolName, look, blocks }: MailPage): string => {
  const colors = look.colorScheme === 'dark' ? look.dark : look.light
  const write = blockWriter(colors)
  return [
    `<!doctype html><html ${languageOf(texts)}><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="${SCHEMES[look.colorScheme]}"><meta name="supported-color-schemes" content="${SCHEMES[look.colorScheme]}">`,
    '<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">',
    `<title>${escapeHtml(subject)}</title><style>${sheetOf(look)}</style></head>`,
    `<body class="bg" style="margin:0;padding:0;background:${colors.bg}">`,
    // What lists of mails show beside the subject: the first words, and nothing of what comes after.
    `<div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:${colors.bg}">${escapeHtml(preheaderOf(blocks))}${'&#847;&zwnj;&nbsp;'.repeat(40)}</div>`,
    `<div class="bg t page" ${languageOf(texts)} style="padding:32px 16px;background:${colors.bg};color:${colors.text};font:16px/1.5 ${FONT};overflow-wrap:break-word">`,
    '<!--[if mso]><table role="presentation" width="480" align="center" cellpadding="0" cellspacing="0"><tr><td><![endif]-->',
    `<div class="card" style="max-width:416px;margin:0 auto;padding:32px;background:${colors.surface};border:1px solid ${colors.line};border-radius:16px">`,
    `<p style="margin:0 0 24px;font-weight:600">${headOf(look, poolName)}</p>`,
    ...blocks.map((block, index) => write(block, index === blocks.length - 1)),
    '</div><!--[if mso]></td></tr></table><![endif]--></div></body></html>',
  ].join('')
}

/** The pictures that a page's HTML names by `cid:` and their hash (RFC 2392). */
export const mailPictures = ({ logo, darkLogo }: MailLook): BrandAsset[] => [logo, darkLogo].flatMap((picture) => (picture === null ? [] : [picture.asset]))

/** The same for readers of plain text. */
export const mailText = ({ poolName, blocks }: Pick<MailPage, 'poolName' | 'blocks'>): string => [...blocks.map(blockText), poolName].join('\n\n')

/** Mail programs that leave the outermost elements away keep what an inner one says. */
const languageOf = (texts: Texts): string => {
  const language = texts('messages.language')
  return `lang="${escapeHtml(language)}" dir="${directionOf(language)}"`
}

const SCHEMES = { light: 'light only', dark: 'dark only', adaptive: 'light dark' } as const
const FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif"

const sheetOf = ({ colorScheme, light, dark, darkLogo }: MailLook): string => {
  const narrow = '@media (max-width:479px){.page{padding:0!important}.card{max-width:none!important;border-width:0!important;border-radius:0!important;padding:24px 20px!important}}'
  const base = `:root{color-scheme:${SCHEMES[colorScheme]}}.night{display:none}.a,.w a{color:${(colorScheme === 'dark' ? dark : light).link}}`
  if (colorScheme !== 'adaptive') return base + narrow
  const logos = darkLogo === null ? '' : '.day{display:none!important}.night{display:inline-block!important}'
  return `${base}${narrow}@media (prefers-color-scheme:dark){.bg{background:${dark.bg}!important}.card{background:${dark.surface}!important;border-color:${dark.line}!important}.t{color:${dark.text}!important}.m{color:${dark.muted}!important}.a,.w a{color:${dark.link}!important}.button{background:${dark.accent}!important;color:${dark['on-accent']}!important}.code{background:${dark.bg}!important}${logos}}`
}

const headOf = ({ colorScheme, logo, darkLogo }: MailLook, poolName: string): string => {
  if (logo === null) return `<bdi>${escapeHtml(poolName)}</bdi>`
  if (darkLogo === null || colorScheme === 'light') return image(logo, poolName, '')
  if (colorScheme === 'dark') return image(darkLogo, poolName, '')
  // Shown by the sheet alone: programs that know no dark mode know no sheet either.
  return `${image(logo, poolName, 'day')}${image(darkLogo, poolName, 'night', 'display:none;')}`
}

const image = ({ asset, width, height }: MailPicture, name: string, className: string, style = ''): string =>
  `<img${className === '' ? '' : ` class="${className}"`} src="cid:${asset.hash}" alt="${escapeHtml(name)}" width="${width}" height="${height}" style="${style}border:0;vertical-align:middle">`

/** Lists of mails show on locked screens: no code is among these words. */
const preheaderOf = (blocks: readonly MailBlock[]): string => {
  const first = blocks.find((block) => block.kind === 'text' || (block.kind === 'words' && !block.secret))
  return first === undefined ? '' : blockText(first).replace(/\s+/g, ' ').slice(0, 140)
}

const blockText = (block: MailBlock): string => {
  if (block.kind === 'facts') return block.facts.map(({ label, value }) => `${label}: ${value}`).join('\n')
  return block.kind === 'button' ? `${block.text}:\n${block.href}` : block.text
}

const blockWriter = (colors: MailColors) => (block: MailBlock, isLast: boolean): string => {
  const margin = isLast ? 'margin:0' : 'margin:0 0 24px'
  switch (block.kind) {
    case 'text': return `<p style="${margin}">${escapeHtml(block.text)}</p>`
    case 'words': return `<div class="w" style="${margin}">${block.html}</div>`
    case 'code': return `<p class="code" style="${margin};padding:12px 16px;border-radius:10px;background:${colors.bg};${codeStyle(block.text)}"><span dir="ltr">${escapeHtml(block.text)}</span></p>`
    case 'small': return `<p class="m" style="${margin};font-size:14px;color:${colors.muted}">${escapeHtml(block.text)}</p>`
    case 'button': return `<p style="${margin}"><a class="button" href="${escapeHtml(block.href)}" style="display:inline-block;padding:12px 20px;border-radius:10px;background:${colors.accent};color:${colors['on-accent']};text-decoration:none;font-weight:600">${escapeHtml(block.text)}</a></p>`
    case 'facts': return `<div style="${margin}">${block.facts.map(({ label, value }, index) => `<p style="margin:${index === 0 ? 0 : '12px'} 0 0"><span class="m" style="font-size:14px;color:${colors.muted}">${escapeHtml(label)}</span><br><bdi>${escapeHtml(value)}</bdi></p>`).join('')}</div>`
  }
}

/** A temporary password is longer than a code, and should stay on one line as well. */
const codeStyle = (code: string): string => `font:600 ${code.length > 10 ? '20px' : '28px'}/1.25 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;letter-spacing:.08em;word-break:break-all;text-align:center`
