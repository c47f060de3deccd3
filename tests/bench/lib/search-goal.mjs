// The goal line of the known-item benchmark (../shared/SEARCH.md), and how far a run is from it.

/** By size. `recall`: passage recall@5; `kind`: of every kind; `p95`: CPU milliseconds; `than`: of a rival in the same run. */
const GOALS = {
  1000: { recall: 0.96, than: [['minisearch', { p95: 0.15, buildMs: 0.15 }]] },
  10_000: { recall: 0.92, than: [] },
  30_000: { recall: 0.9, kind: 0.7, p95: 60, typing: 60, than: [['words', { p95: 0.1 }]] }
}

const WHAT = { p95: 'p95', buildMs: 'build' }

/**
 * Lines that say for each part of a size's goal whether it is reached, or by how much not. `table`: by kind, as
 * score.mjs gives it; `rivals`: by engine, what it and Carrel took on the same queries.
 */
export function goalLines(size, table, typing, rivals) {
  const goal = GOALS[size]
  if (!goal) return []
  const lines = [
    atLeast('recall@5, all kinds', table.ALL.passageR5, goal.recall),
    ...kindLines(table, goal.kind ?? goal.recall, goal.kind !== undefined)
  ]
  if (goal.p95) lines.push(atMost('p95 of a whole query, ms CPU', table.ALL.p95, goal.p95, 1))
  if (goal.typing && typing) lines.push(atMost('p95 of a keystroke, ms CPU', typing.p95, goal.typing, 1))
  for (const [engine, limits] of goal.than)
    for (const [what, most] of Object.entries(limits)) {
      const rival = rivals[engine]
      const name = `${WHAT[what]} beside ${rival?.name ?? engine}`
      lines.push(
        rival
          ? atMost(name, rival.ours[what] / rival.theirs[what], most, 3)
          : `${name}: not run, so not known`
      )
    }
  return [`  the goal line at ${size}:`, ...lines.map((text) => `    ${text}`)]
}

/** Of each kind where it stands; beside a goal for all kinds together, those under it are named without a verdict. */
function kindLines(table, least, isGoal) {
  const kinds = Object.entries(table).filter(([kind]) => kind !== 'ALL')
  const under = kinds.filter(([, s]) => s.passageR5 < least)
  if (!isGoal)
    return [
      `of ${kinds.length} kinds under ${least}: ${
        under.map(([kind, s]) => `${kind} by ${(least - s.passageR5).toFixed(2)}`).join(', ') || 'none'
      }`
    ]
  return kinds.map(([kind, s]) => atLeast(`recall@5, ${kind}`, s.passageR5, least, 2))
}

function atLeast(what, is, least, digits = 3) {
  const verdict = is >= least ? 'reached' : `missed by ${(least - is).toFixed(digits)}`
  return `${what}: ${is.toFixed(digits)} of ${least.toFixed(2)}: ${verdict}`
}

function atMost(what, is, most, digits) {
  const verdict = is <= most ? 'reached' : `missed by ${(is - most).toFixed(digits)}`
  return `${what}: ${is.toFixed(digits)}, at most ${most}: ${verdict}`
}
