/** A button that prints the page. Without script there is none, and browsers print by their own menu. */
export const offerToPrint = (): void => {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => { print() })
  }
}
