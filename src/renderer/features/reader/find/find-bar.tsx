/** The small bar at the top of the article. Enter and Shift+Enter step, Esc closes. */
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { IconButton } from '../../../ui/icon-button'
import css from './find-bar.module.css'
import type { Find } from './use-find'

export function FindBar(props: { find: Find; onClose(): void }): ReactNode {
  const { find } = props
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [find.turn])
  return (
    <div className={css['bar']} role="search" aria-label="Find in this article">
      <input
        ref={field}
        className={css['field']}
        aria-label="Find in this article"
        value={find.needle}
        spellCheck={false}
        onChange={(e) => find.setNeedle(e.target.value)}
        onKeyDown={(e) => {
          if (e.nativeEvent.isComposing) return
          if (e.key === 'Enter') {
            e.preventDefault()
            find.step(e.shiftKey ? -1 : 1)
          }
        }}
      />
      <span className={css['count']}>
        {find.needle.trim() === '' ? '' : find.count === 0 ? 'None' : `${find.index + 1} of ${find.count}`}
      </span>
      <IconButton label="Previous" keys="Shift+Enter" icon={<ChevronUp />} onClick={() => find.step(-1)} />
      <IconButton label="Next" keys="Enter" icon={<ChevronDown />} onClick={() => find.step(1)} />
      <IconButton label="Close" keys="Escape" icon={<X />} onClick={props.onClose} />
    </div>
  )
}
