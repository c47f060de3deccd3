/** Standard input, whole or line by line. */

const decode = async function* (input: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const piece of input)
    yield typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true })
  yield decoder.decode()
}

/** Lines without their ends; a last line without an end counts. */
export async function* linesOf(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of decode(input)) {
    rest += piece
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.replace(/\r$/, '')
  }
  if (rest !== '') yield rest
}

export async function bytesOf(input: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of input)
    pieces.push(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece)
  return Buffer.concat(pieces)
}
