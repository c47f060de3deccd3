/** Text from outside made safe to write anywhere: well-formed UTF-16 without control characters. */

/** Lone surrogates, controls other than tab and line break, and the two non-characters XML forbids. */
const UNFIT = /[\p{Surrogate}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/gu

/** Cleans; counts what it had to replace, so that the person is told. */
export class TextCleaner {
  replaced = 0

  clean(text: string): string {
    return text.replace(/\r\n?/g, '\n').replace(UNFIT, () => {
      this.replaced++
      return '\ufffd'
    })
  }

  /** One line: white space of any kind becomes single spaces. */
  line(text: string): string {
    return this.clean(text).replace(/\s+/g, ' ').trim()
  }

  /** The paragraphs of a plain text, each on one line. */
  paragraphs(text: string): string[] {
    return this.clean(text)
      .split('\n')
      .map((p) => p.replace(/[^\S\u00a0]+/g, ' ').trim())
      .filter((p) => p !== '')
  }
}
