/**
 * What differs between two sequences, by Myers' greedy algorithm (1986): the shortest list of removals and additions.
 * Past a limit of edits the middle is given as wholly removed and added: such texts have little in common.
 */
export interface Difference<T> {
  kind: 'same' | 'removed' | 'added'
  items: T[]
}

const MOST_EDITS = 1500

/** Runs of equal, removed and added items, in order; removals before additions. */
export function differences<T>(a: readonly T[], b: readonly T[]): Difference<T>[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++
  const out: Difference<T>[] = []
  const put = (kind: Difference<T>['kind'], items: readonly T[]): void => {
    if (items.length === 0) return
    const last = out.at(-1)
    if (last?.kind === kind) last.items.push(...items)
    else out.push({ kind, items: [...items] })
  }
  put('same', a.slice(0, start))
  for (const step of middle(a.slice(start, a.length - end), b.slice(start, b.length - end)))
    put(step.kind, step.items)
  put('same', a.slice(a.length - end))
  return ordered(out)
}

function middle<T>(a: readonly T[], b: readonly T[]): Difference<T>[] {
  const whole: Difference<T>[] = [
    { kind: 'removed', items: [...a] },
    { kind: 'added', items: [...b] }
  ]
  if (a.length === 0 || b.length === 0) return whole
  const most = Math.min(MOST_EDITS, a.length + b.length)
  const offset = most + 1
  const furthest = new Int32Array(2 * most + 3)
  const trace: Int32Array[] = []
  for (let d = 0; d <= most; d++) {
    trace.push(furthest.slice(offset - d - 1, offset + d + 2))
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && at(furthest, offset + k - 1) < at(furthest, offset + k + 1))
      let x = down ? at(furthest, offset + k + 1) : at(furthest, offset + k - 1) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      furthest[offset + k] = x
      if (x >= a.length && x - k >= b.length) return backwards(a, b, trace)
    }
  }
  return whole
}

function backwards<T>(a: readonly T[], b: readonly T[], trace: readonly Int32Array[]): Difference<T>[] {
  const steps: Difference<T>[] = []
  let [x, y] = [a.length, b.length]
  for (let d = trace.length - 1; d >= 0; d--) {
    const row = trace[d] ?? new Int32Array()
    const reach = (k: number): number => at(row, k + d + 1)
    const k = x - y
    const down = k === -d || (k !== d && reach(k - 1) < reach(k + 1))
    const before = down ? k + 1 : k - 1
    const fromX = d === 0 ? 0 : reach(before)
    const fromY = d === 0 ? 0 : fromX - before
    while (x > fromX && y > fromY) {
      steps.push({ kind: 'same', items: a.slice(x - 1, x) })
      x--
      y--
    }
    if (d === 0) break
    if (down) steps.push({ kind: 'added', items: b.slice(y - 1, y) })
    else steps.push({ kind: 'removed', items: a.slice(x - 1, x) })
    x = fromX
    y = fromY
  }
  return steps.reverse()
}

/** Removals before additions where both stand between the same neighbours. */
function ordered<T>(runs: readonly Difference<T>[]): Difference<T>[] {
  const out: Difference<T>[] = []
  let removed: T[] = []
  let added: T[] = []
  const flush = (): void => {
    if (removed.length > 0) out.push({ kind: 'removed', items: removed })
    if (added.length > 0) out.push({ kind: 'added', items: added })
    removed = []
    added = []
  }
  for (const run of runs) {
    if (run.kind === 'removed') removed.push(...run.items)
    else if (run.kind === 'added') added.push(...run.items)
    else {
      flush()
      out.push(run)
    }
  }
  flush()
  return out
}

function at(row: Int32Array, i: number): number {
  return row[i] ?? 0
}
