/**
 * Puts text (and HTML, for word processors) on the clipboard. Through a copy event: the asynchronous clipboard needs
 * a permission that our hosts deny. Must be called while a key or button is being handled. false: refused.
 */
export function copyToClipboard(content: { text: string; html?: string | undefined }): boolean {
  let done = false
  const fill = (event: ClipboardEvent): void => {
    event.preventDefault()
    event.stopImmediatePropagation()
    event.clipboardData?.setData('text/plain', content.text)
    if (content.html !== undefined) event.clipboardData?.setData('text/html', content.html)
    done = event.clipboardData !== null
  }
  document.addEventListener('copy', fill, { capture: true })
  document.execCommand('copy')
  document.removeEventListener('copy', fill, { capture: true })
  return done
}
