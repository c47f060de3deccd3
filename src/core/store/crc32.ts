/** CRC-32 (IEEE 802.3, the one of zip and gzip) by table, eight bytes at a time: Node 18 has no zlib.crc32. */

const SLICES = 8
/** `TABLES[k * 256 + b]`: what byte b contributes when k more bytes follow it in the same step. */
const TABLES = makeTables()

function makeTables(): Int32Array {
  const tables = new Int32Array(SLICES * 256)
  for (let b = 0; b < 256; b++) {
    let c = b
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
    tables[b] = c
  }
  for (let k = 1; k < SLICES; k++)
    for (let b = 0; b < 256; b++) {
      const c = tables[(k - 1) * 256 + b] as number
      tables[k * 256 + b] = (c >>> 8) ^ (tables[c & 0xff] as number)
    }
  return tables
}

/** Checksum of `bytes`, unsigned. `before`: the checksum of what stands in front of them. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const t = TABLES
  const n = bytes.length
  const b = bytes
  let c = ~before
  let i = 0
  for (; i + 8 <= n; i += 8) {
    c ^=
      (b[i] as number) |
      ((b[i + 1] as number) << 8) |
      ((b[i + 2] as number) << 16) |
      ((b[i + 3] as number) << 24)
    c =
      (t[1792 + (c & 255)] as number) ^
      (t[1536 + ((c >>> 8) & 255)] as number) ^
      (t[1280 + ((c >>> 16) & 255)] as number) ^
      (t[1024 + (c >>> 24)] as number) ^
      (t[768 + (b[i + 4] as number)] as number) ^
      (t[512 + (b[i + 5] as number)] as number) ^
      (t[256 + (b[i + 6] as number)] as number) ^
      (t[b[i + 7] as number] as number)
  }
  for (; i < n; i++) c = (c >>> 8) ^ (t[(c ^ (b[i] as number)) & 255] as number)
  return ~c >>> 0
}

/** Eight hex digits. */
export function crcText(crc: number): string {
  return crc.toString(16).padStart(8, '0')
}
