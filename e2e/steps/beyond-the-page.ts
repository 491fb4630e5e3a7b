import type { Page } from '@playwright/test'

/** What reaches beyond either side of the page, or out of its own box. */
export const beyondThePage = (page: Page): Promise<string[]> => page.evaluate(() => {
  const width = document.documentElement.clientWidth
  const shown = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility() && element.closest('.id-hidden, .id-skip') === null)
  const beyond = shown.filter((element) => {
    const { left, right, width: own } = element.getBoundingClientRect()
    const isText = !element.matches('input, textarea, select') && getComputedStyle(element).display !== 'inline'
    return own > 0 && (left < -1 || right > width + 1 || (isText && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1))
  })
  const names = beyond.map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`)
  return document.documentElement.scrollWidth > width ? ['the page', ...names] : names
})
