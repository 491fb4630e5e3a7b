/** Puts the focus on the error summary, for browsers that honour `autofocus` on inputs only. */
export const focusSummary = (): void => {
  document.querySelector<HTMLElement>('#summary')?.focus()
}
