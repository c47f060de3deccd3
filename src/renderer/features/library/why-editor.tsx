/** The "why read" line of one entry, edited where it stands. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useSummary } from '../../api/summaries'
import css from './why-editor.module.css'

export function WhyEditor(props: {
  /** The article. */
  id: string
  value: string
  /** Place inside the scrolled list, in pixels. */
  top: number
  onSave(value: string): void
  onClose(): void
}): ReactNode {
  const title = useSummary(props.id).data?.title ?? ''
  const [text, setText] = useState(props.value)
  const field = useRef<HTMLTextAreaElement>(null)
  const done = useRef(false)
  useEffect(() => field.current?.select(), [])
  const finish = (save: boolean): void => {
    // Leaving by Enter or Esc blurs the field too; it must not save twice, nor what was given up.
    if (done.current) return
    done.current = true
    if (save && text.trim() !== props.value) props.onSave(text)
    props.onClose()
  }
  return (
    <div className={css['editor']} style={{ top: props.top }} data-owns-keys>
      <textarea
        ref={field}
        className={css['field']}
        aria-label={`Why read “${title}”`}
        placeholder="Why read it?"
        rows={Math.min(6, Math.max(2, Math.ceil(text.length / 36)))}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onBlur={() => finish(true)}
        onKeyDown={(e) => {
          if (e.nativeEvent.isComposing) return
          if (e.key === 'Enter' && !e.shiftKey) {
            e.preventDefault()
            finish(true)
          } else if (e.key === 'Escape') {
            e.stopPropagation()
            finish(false)
          }
        }}
      />
    </div>
  )
}
