/**
 * Where cards stand beside their passages: as near as they can, without touching. Cards that would touch share the
 * shift, so none drifts further than it must. The active card keeps its line and pushes its neighbours away. Pure.
 */
export interface CardBox {
  /** Top of its passage. */
  want: number
  height: number
}

/** Tops, in the order of `cards`, which are sorted by `want`. Linear. `active`: index of the card that stays. */
export function layoutCards(cards: readonly CardBox[], active = -1, gap = 8): number[] {
  const tops = spread(cards, gap)
  const fixed = cards[active]
  if (!fixed) return tops
  tops[active] = Math.round(fixed.want)
  for (let i = active + 1; i < cards.length; i++) {
    const least = (tops[i - 1] ?? 0) + (cards[i - 1]?.height ?? 0) + gap
    if ((tops[i] ?? 0) >= least) break
    tops[i] = least
  }
  for (let i = active - 1; i >= 0; i--) {
    const most = (tops[i + 1] ?? 0) - (cards[i]?.height ?? 0) - gap
    if ((tops[i] ?? 0) <= most) break
    tops[i] = most
  }
  return tops
}

interface Group {
  first: number
  want: number
  height: number
  count: number
}

function spread(cards: readonly CardBox[], gap: number): number[] {
  const groups: Group[] = []
  cards.forEach((card, i) => {
    let group: Group = { first: i, want: card.want, height: card.height, count: 1 }
    for (
      let above = groups.at(-1);
      above && above.want + above.height + gap > group.want;
      above = groups.at(-1)
    ) {
      groups.pop()
      const shifted = group.want - above.height - gap
      const count = above.count + group.count
      group = {
        first: above.first,
        want: Math.max(0, (above.want * above.count + shifted * group.count) / count),
        height: above.height + gap + group.height,
        count
      }
    }
    groups.push(group)
  })
  const tops: number[] = []
  for (const group of groups) {
    let y = group.want
    for (let i = group.first; i < group.first + group.count; i++) {
      tops[i] = Math.round(y)
      y += (cards[i]?.height ?? 0) + gap
    }
  }
  return tops
}
