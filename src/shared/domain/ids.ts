/** Ids of records: sortable by time of making, safe in file names and addresses. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'

/** 10 base-32 digits of milliseconds, then 8 random ones. `random` gives 8 integers of 0 to 31. */
export function makeId(ms: number, random: ArrayLike<number>): string {
  let text = ''
  for (let i = 0; i < 8; i++) text += DIGITS.charAt((random[i] ?? 0) & 31)
  let time = ''
  for (let i = 0, t = Math.floor(ms); i < 10; i++, t = Math.floor(t / 32)) time = DIGITS.charAt(t % 32) + time
  return time + text
}
