/** A note being written. Ctrl+Enter, Esc and leaving it all save: what was typed is never dropped, undo is one key away. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import css from './note-field.module.css'

export function NoteField(props: {
  note: string
  /** true once it is on disk. */
  onSave(note: string): Promise<boolean>
  /** `leave`: by a key, so focus goes back to where it came from. */
  onDone(leave: boolean): void
}): ReactNode {
  const [text, setText] = useState(props.note)
  const field = useRef<HTMLTextAreaElement>(null)
  const done = useRef(false)

  useEffect(() => {
    const area = field.current
    area?.focus({ preventScroll: true })
    area?.setSelectionRange(area.value.length, area.value.length)
  }, [])
  useEffect(() => {
    const area = field.current
    if (!area) return
    area.style.setProperty('height', 'auto')
    area.style.setProperty('height', `${area.scrollHeight + 2}px`)
  }, [text])

  const finish = async (leave: boolean): Promise<void> => {
    if (done.current) return
    done.current = true
    const saved = text === props.note || (await props.onSave(text))
    if (!saved) {
      done.current = false
      field.current?.focus()
      return
    }
    props.onDone(leave)
  }

  return (
    <textarea
      ref={field}
      className={css['field']}
      aria-label="Note, in Markdown"
      aria-keyshortcuts="Control+Enter"
      placeholder="Your note. Markdown is welcome."
      value={text}
      dir="auto"
      rows={2}
      onChange={(e) => setText(e.target.value)}
      onBlur={() => void finish(false)}
      onKeyDown={(e) => {
        if (e.nativeEvent.isComposing) return
        if (e.key === 'Escape' || (e.key === 'Enter' && (e.ctrlKey || e.metaKey))) {
          e.preventDefault()
          e.stopPropagation()
          e.nativeEvent.stopImmediatePropagation()
          void finish(true)
        }
      }}
    />
  )
}
