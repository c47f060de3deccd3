/** Changing a record without changing it: a copy with some fields set and, where the value is undefined, gone. */
export type Patch<T> = { [K in keyof T]?: T[K] | undefined }

export function patched<T extends object>(record: T, fields: Patch<T>): T {
  const copy = { ...record }
  for (const key of Object.keys(fields) as (keyof T)[]) {
    const value = fields[key]
    if (value === undefined) delete copy[key]
    else copy[key] = value
  }
  return copy
}
