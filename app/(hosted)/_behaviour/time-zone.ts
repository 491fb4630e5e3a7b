/** Chooses the browser's own time zone in an empty time zone list. */
export const guessTimeZone = (): void => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  for (const select of document.querySelectorAll<HTMLSelectElement>('[data-time-zone]')) {
    if (select.value === '' && [...select.options].some((option) => option.value === zone)) select.value = zone
  }
}
