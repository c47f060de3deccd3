/**
 * The bytes of a saved index: sections, each its length (32 bits, little-endian) and its content, and a SHA-1 of all
 * that stands before it. Written and read piece by piece, straight from and into the arrays of the index: no second
 * copy of it is ever in memory. The hash is against damage, not against people.
 */
import { createHash } from 'node:crypto'
import { fstatSync, readSync, writeSync } from 'node:fs'

/** Why a saved index is not used. Never leaves the search thread. */
export class Unusable extends Error {}

type Bytes = Uint8Array | Uint16Array | Uint32Array
const HASH_BYTES = 20
/** Written between two pauses: some milliseconds. */
const SLICE = 4 << 20

const bytesOf = (array: Bytes): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

export class SectionWriter {
  readonly #fd: number
  readonly #hash = createHash('sha1')
  #since = 0
  /** Bytes written. */
  size = 0

  constructor(fd: number) {
    this.#fd = fd
  }

  *section(content: Bytes): Generator<void, void> {
    const bytes = bytesOf(content)
    const length = Buffer.alloc(4)
    length.writeUInt32LE(bytes.length)
    this.#write(length)
    for (let at = 0; at < bytes.length; at += SLICE) {
      this.#write(bytes.subarray(at, at + SLICE))
      if (this.#since < SLICE) continue
      this.#since = 0
      yield
    }
  }

  json(value: unknown): Generator<void, void> {
    return this.section(Buffer.from(JSON.stringify(value)))
  }

  finish(): void {
    this.#write(this.#hash.copy().digest())
  }

  #write(bytes: Uint8Array): void {
    this.#hash.update(bytes)
    for (let done = 0; done < bytes.length;) done += writeSync(this.#fd, bytes, done, bytes.length - done)
    this.size += bytes.length
    this.#since += bytes.length
  }
}

export class SectionReader {
  readonly #fd: number
  readonly #hash = createHash('sha1')
  #left: number
  readonly size: number

  /** Throws Unusable. */
  constructor(fd: number) {
    this.#fd = fd
    const facts = fstatSync(fd)
    if (!facts.isFile()) throw new Unusable('no file')
    this.size = facts.size
    this.#left = facts.size - HASH_BYTES
  }

  /** Fills `array`, of which the section must have exactly the size. */
  into<A extends Bytes>(array: A): A {
    if (this.#length() !== array.byteLength) throw new Unusable('a section of another size')
    this.#read(bytesOf(array))
    return array
  }

  /** A section of whatever size. */
  bytes(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.#length())
    this.#read(bytes)
    return bytes
  }

  json(): unknown {
    return JSON.parse(Buffer.from(this.bytes().buffer).toString('utf8'))
  }

  /** Throws unless everything was read, and is what was written. */
  finish(): void {
    if (this.#left !== 0) throw new Unusable('more than was written')
    const wanted = Buffer.alloc(HASH_BYTES)
    const found = this.#hash.digest()
    const n = readSync(this.#fd, wanted, 0, HASH_BYTES, null)
    if (n !== HASH_BYTES || !found.equals(wanted)) throw new Unusable('not what was written')
  }

  #length(): number {
    const length = Buffer.alloc(4)
    this.#read(length)
    const n = length.readUInt32LE()
    // Before anything is allocated for it.
    if (n > this.#left) throw new Unusable('a section beyond the end')
    return n
  }

  #read(bytes: Uint8Array): void {
    if (bytes.length > this.#left) throw new Unusable('an early end')
    for (let done = 0; done < bytes.length;) {
      const n = readSync(this.#fd, bytes, done, Math.min(SLICE, bytes.length - done), null)
      if (n === 0) throw new Unusable('an early end')
      this.#hash.update(bytes.subarray(done, done + n))
      done += n
    }
    this.#left -= bytes.length
  }
}
