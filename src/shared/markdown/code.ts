/** Code in Markdown, in which nothing else means anything. */

/** The text with code (fenced and in a line) blanked out, of the same length. */
export function withoutCode(text: string): string {
  if (!/[`~]/.test(text)) return text
  return text
    .replace(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|(?![\s\S]))/gm, (code) =>
      ' '.repeat(code.length)
    )
    .replace(/(?<!`)(`+)(?!`)[^`\n]*\1(?!`)/g, (code) => ' '.repeat(code.length))
}
