/** Files dropped anywhere, and text or HTML pasted outside of fields, are added. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { fromEntries, fromFileList } from '../features/capture'
import css from './drop.module.css'
import type { Given } from './shell-state'

export function DropAnywhere(props: {
  onGiven(given: Given): void
  report(error: unknown): void
}): ReactNode {
  const [over, setOver] = useState(false)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    // Enter and leave fire for every element on the way; only the balance says whether the pointer left the window.
    let depth = 0
    const holds = (e: DragEvent): boolean => {
      const types = e.dataTransfer?.types ?? []
      // Rows and highlights of our own are dragged within the page; they carry no files and stay with their targets.
      return types.includes('Files') || (types.includes('text/uri-list') && !e.defaultPrevented)
    }
    const enter = (e: DragEvent): void => {
      if (!holds(e)) return
      depth++
      setOver(true)
    }
    const leave = (e: DragEvent): void => {
      if (!holds(e)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const move = (e: DragEvent): void => {
      if (!holds(e)) return
      e.preventDefault()
      // A note takes pictures; the sign that files come into the library stands back there.
      setOver(!(e.target instanceof Element && e.target.closest('[data-takes-pictures]')))
    }
    const drop = (e: DragEvent): void => {
      depth = 0
      setOver(false)
      if (e.defaultPrevented || !holds(e) || !e.dataTransfer) return
      e.preventDefault()
      take(e.dataTransfer).then((given) => given && latest.current.onGiven(given), latest.current.report)
    }
    const paste = (e: ClipboardEvent): void => {
      const target = e.target instanceof Element ? e.target : document.body
      if (e.defaultPrevented || !e.clipboardData) return
      if (target.closest('input, textarea, [contenteditable=true], .cm-content, [role=dialog]')) return
      const given = fromClipboard(e.clipboardData)
      if (!given) return
      e.preventDefault()
      latest.current.onGiven(given)
    }
    addEventListener('dragenter', enter)
    addEventListener('dragleave', leave)
    addEventListener('dragover', move)
    addEventListener('drop', drop)
    addEventListener('paste', paste)
    return () => {
      removeEventListener('dragenter', enter)
      removeEventListener('dragleave', leave)
      removeEventListener('dragover', move)
      removeEventListener('drop', drop)
      removeEventListener('paste', paste)
    }
  }, [])
  if (!over) return null
  return (
    <div className={css['over']} aria-hidden>
      <div className={css['note']}>Drop to add to your library</div>
    </div>
  )
}

/** Entries must be taken before the first await: the transfer is emptied when its event is over. */
async function take(data: DataTransfer): Promise<Given | undefined> {
  const entries = [...data.items].flatMap((item) =>
    item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []
  )
  if (entries.length > 0) return { files: await fromEntries(entries) }
  if (data.files.length > 0) return { files: fromFileList(data.files) }
  const url = data
    .getData('text/uri-list')
    .split(/\r?\n/)
    .find((line) => /^https?:/.test(line))
  return url === undefined ? undefined : { words: [{ kind: 'url', url }] }
}

function fromClipboard(data: DataTransfer): Given | undefined {
  if (data.files.length > 0) return { files: fromFileList(data.files) }
  const text = data.getData('text/plain').trim()
  if (/^https?:\/\/\S+$/.test(text)) return { words: [{ kind: 'url', url: text }] }
  const html = data.getData('text/html')
  if (html !== '') return { words: [{ kind: 'text', format: 'html', text: html }] }
  return text === '' ? undefined : { words: [{ kind: 'text', format: 'txt', text }] }
}
