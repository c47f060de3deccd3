/** Typed arrays that grow. */
interface Settable<A> {
  readonly length: number
  set(from: A): void
}

/** `array` if it holds `need` numbers, else a copy half as large again as needed. For arrays of a few MB only. */
export function grown<A extends Settable<A>>(array: A, need: number, make: new (n: number) => A): A {
  if (need <= array.length) return array
  const larger = new make(Math.ceil(need * 1.5) + 64)
  larger.set(array)
  return larger
}
