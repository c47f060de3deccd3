/** Keys as they are printed on this machine's keyboard, from tinykeys notation. */
import type { ReactNode } from 'react'
import { useKeyInForce } from './commands'
import { cx } from './cx'
import css from './kbd.module.css'

const isMac = typeof navigator === 'object' && /Mac|iPhone|iPad/.test(navigator.platform)

const NAMES: Readonly<Record<string, string>> = {
  $mod: isMac ? '⌘' : 'Ctrl',
  Control: isMac ? '⌃' : 'Ctrl',
  Meta: isMac ? '⌘' : 'Meta',
  Alt: isMac ? '⌥' : 'Alt',
  Shift: isMac ? '⇧' : 'Shift',
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Space: 'Space',
  ' ': 'Space'
}

/** `$mod+K` → ['Ctrl', 'K']; `g i` → ['G', 'I']. Optional modifiers (`[Shift]`) are not shown. */
export function keyCaps(keys: string): string[] {
  return keys.split(' ').flatMap((press) =>
    press
      .split(/(?<=\w|\])\+/)
      .filter((part) => !/^\[.+\]$/.test(part))
      .map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
  )
}

/** The keys as words, for titles and `aria-keyshortcuts`-like uses. */
export function keyText(keys: string): string {
  return keyCaps(keys).join(isMac ? '' : ' ')
}

export function Kbd(props: {
  keys: string
  /** The command that `keys` are of as drawn: what is shown is its key in force, or nothing. */
  command?: string | undefined
  inverse?: boolean | undefined
  joined?: boolean | undefined
}): ReactNode {
  const keys = useKeyInForce(props.command, props.keys)
  if (keys === undefined) return null
  const caps = keyCaps(keys)
  return (
    <span className={cx(css['keys'], props.inverse && css['inverse'])}>
      {(props.joined ? [caps.join(' ')] : caps).map((cap, i) => (
        <kbd key={i} className={css['cap']}>
          {cap}
        </kbd>
      ))}
    </span>
  )
}
