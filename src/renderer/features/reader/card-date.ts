/** Short dates for cards: "Today", "3 Nov", "3 Nov 2025". */
export function cardDate(iso: string, now = new Date()): string {
  const date = new Date(iso)
  const day = (d: Date): string => `${d.getFullYear()}-${d.getMonth()}-${d.getDate()}`
  if (day(date) === day(now)) return 'Today'
  const yesterday = new Date(now)
  yesterday.setDate(now.getDate() - 1)
  if (day(date) === day(yesterday)) return 'Yesterday'
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' })
  })
}
