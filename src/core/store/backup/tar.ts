/**
 * The tar format (POSIX ustar), as far as backup files need it: plain files, short names. Any tar program unpacks them.
 * A zip would be no better known, and without zip64 ends at 65,535 files and 4 GB, which a large library passes.
 */
const BLOCK = 512

/** The header before a file's bytes. `name`: at most 100 ASCII characters. */
export function tarHeader(name: string, size: number, seconds: number): Buffer {
  const header = Buffer.alloc(BLOCK)
  if (Buffer.byteLength(name) > 100) throw new Error(`too long for a tar: ${name}`)
  header.write(name, 0, 'latin1')
  // Mode, owner, group.
  header.write('0000644\x000000000\x000000000\x00', 100, 'latin1')
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  header.write(`${Math.floor(seconds).toString(8).padStart(11, '0')}\0`, 136, 'latin1')
  header.write('        0', 148, 'latin1')
  header.write('ustar\x0000', 257, 'latin1')
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}
/** Fills the last block of a file. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)
}
export const tarEnd: Buffer = Buffer.alloc(2 * BLOCK)

/** Over all bytes, those of the checksum itself taken as blanks. */
function checksum(header: Buffer): number {
  let sum = 0
  for (const [i, byte] of header.entries()) sum += i >= 148 && i < 156 ? 32 : byte
  return sum
}

export interface TarEntry {
  name: string
  bytes: Buffer
}

/**
 * The plain files of a tar, one after the other, each held in memory whole. Throws RangeError when one is larger than
 * `most`, SyntaxError when it is no tar or ends in the middle.
 */
export async function* readTar(chunks: AsyncIterable<Buffer>, most: number): AsyncGenerator<TarEntry> {
  const reader = new Reader(chunks)
  for (;;) {
    const header = await reader.take(BLOCK)
    if (header.every((byte) => byte === 0)) return
    const sum = Number.parseInt(header.toString('latin1', 148, 156), 8)
    if (sum !== checksum(header)) throw new SyntaxError('not a tar header')
    const size = Number.parseInt(header.toString('latin1', 124, 136), 8)
    if (!Number.isSafeInteger(size) || size < 0) throw new SyntaxError('no size')
    if (size > most) throw new RangeError('too large')
    const name = header.toString('latin1', 0, 100).replace(/\0.*$/s, '')
    const type = String.fromCharCode(header[156] ?? 0)
    const bytes = await reader.take(size)
    await reader.take((BLOCK - (size % BLOCK)) % BLOCK)
    // Links, folders and other things are nothing of ours.
    if (type === '0' || type === '\0') yield { name, bytes }
  }
}

class Reader {
  private readonly chunks: AsyncIterator<Buffer>
  private held: Buffer[] = []
  private size = 0

  constructor(chunks: AsyncIterable<Buffer>) {
    this.chunks = chunks[Symbol.asyncIterator]()
  }

  async take(bytes: number): Promise<Buffer> {
    while (this.size < bytes) {
      const next = await this.chunks.next()
      if (next.done === true) throw new SyntaxError('the end is missing')
      this.held.push(next.value)
      this.size += next.value.length
    }
    const all = this.held.length === 1 ? (this.held[0] as Buffer) : Buffer.concat(this.held)
    const rest = all.subarray(bytes)
    this.held = rest.length > 0 ? [rest] : []
    this.size = rest.length
    return all.subarray(0, bytes)
  }
}
