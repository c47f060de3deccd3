/** A quotation that is dragged out of Carrel: plain for an editor, with its link for a word processor. */
export interface QuoteForms {
  text: string
  html: string
}

export function fillDrag(data: DataTransfer, quote: QuoteForms): void {
  data.effectAllowed = 'copy'
  data.setData('text/plain', quote.text)
  data.setData('text/html', quote.html)
}
