// Times of frames and answers, as benchmarks in a browser give them.

/** Milliseconds: p50, p95, the worst, and how many took over 50. */
export function summary(times) {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return {
    p50: at(0.5),
    p95: at(0.95),
    worst: at(1),
    slow: times.filter((t) => t > 50).length,
    count: times.length
  }
}

export const frames = (f) =>
  `p50 ${f.p50.toFixed(0)}, p95 ${f.p95.toFixed(0)}, worst ${f.worst.toFixed(0)} ms, ${f.slow} of ${f.count} over 50`
