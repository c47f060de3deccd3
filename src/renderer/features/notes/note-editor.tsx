/** The Markdown editor as a component. The text lives in the editor; `stored` is what the library has. */
import {
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useRef,
  useState,
  type ReactNode,
  type Ref
} from 'react'
import type { Linkable } from '#shared/contract/notes'
import { useApi } from '../../api/context'
import { upload } from '../../api/upload'
import { Skeleton } from '../../ui/skeleton'
import type { Editor, EditorOptions } from './editor/editor'

export interface NoteEditorProps {
  /** As the library has it; a change that was not made here is merged into what is being written. */
  stored: string
  /** What was typed before and could not be saved. */
  draft?: string | undefined
  label: string
  placeholder: string
  className?: string | undefined
  /** Takes the focus when it is ready. */
  takeFocus?: boolean | undefined
  /** Changes when links may lead elsewhere. */
  linksVersion?: unknown
  handle?: Ref<NoteEditorHandle> | undefined
  onChange(text: string): void
  onLeave(): void
  onOpenLink(to: Linkable | null, target: string): void
  onExternalLink(url: string): void
}

export interface NoteEditorHandle {
  append(block: string): void
  insertPictures(files: readonly File[]): void
  focus(): void
  text(): string
}

export function NoteEditor(props: NoteEditorProps): ReactNode {
  const { call, report } = useApi()
  const box = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor>(undefined)
  const base = useRef(props.stored)
  /** Texts sent to be saved that have not come back: our own echo is no change from elsewhere. */
  const sent = useRef(new Set<string>())
  const [ready, setReady] = useState(false)
  const [failed, setFailed] = useState<string>()
  const change = useEffectEvent((text: string) => {
    sent.current.add(text)
    props.onChange(text)
  })
  const leave = useEffectEvent(() => props.onLeave())
  const openLink = useEffectEvent((to: Linkable | null, target: string) => props.onOpenLink(to, target))
  const openUrl = useEffectEvent((url: string) => props.onExternalLink(url))
  const keepPicture = async (file: File): Promise<string | undefined> => {
    try {
      const handle = await upload(call, file, new AbortController().signal)
      return (await call['capture.picture']({ upload: handle })).name
    } catch (error) {
      // Told; the other pictures still come.
      report(error)
      return undefined
    }
  }
  const begin = useEffectEvent((createEditor: (options: EditorOptions) => Editor) => {
    if (!box.current) return
    editor.current = createEditor({
      parent: box.current,
      text: props.draft ?? base.current,
      label: props.label,
      placeholder: props.placeholder,
      services: {
        resolve: (targets) => call['notes.resolve']({ targets }),
        offers: (query) => call['notes.targets']({ query: query.slice(0, 300) }),
        open: openLink,
        openUrl,
        keepPicture
      },
      onChange: change,
      onLeave: leave
    })
    if (props.takeFocus === true) editor.current.focus()
    setReady(true)
  })

  useEffect(() => {
    let gone = false
    import('./editor/editor').then(
      ({ createEditor }) => {
        if (!gone) begin(createEditor)
      },
      (error: unknown) => setFailed(error instanceof Error ? error.message : String(error))
    )
    return () => {
      gone = true
      editor.current?.destroy()
      editor.current = undefined
    }
  }, [])

  const { stored } = props
  useEffect(() => {
    const own = sent.current.has(stored)
    if (own) sent.current = new Set([...sent.current].slice([...sent.current].indexOf(stored) + 1))
    else if (stored !== base.current) editor.current?.merge(base.current, stored)
    base.current = stored
  }, [stored])
  useEffect(() => {
    if (ready) editor.current?.refresh()
  }, [ready, props.linksVersion])

  useImperativeHandle(props.handle, () => ({
    append: (block) => editor.current?.append(block),
    insertPictures: (files) => void editor.current?.insertPictures(files),
    focus: () => editor.current?.focus(),
    text: () => editor.current?.text ?? stored
  }))

  if (failed !== undefined) return <p role="alert">The editor could not be loaded: {failed}</p>
  return (
    <div ref={box} className={props.className}>
      {!ready && <Skeleton lines={3} label="Loading the editor" />}
    </div>
  )
}
