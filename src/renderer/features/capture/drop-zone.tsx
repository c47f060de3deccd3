/** The dashed field that says where files go; it is a button too, that picks them. */
import { useRef, type ReactNode } from 'react'
import { cx } from '../../ui/cx'
import css from './drop-zone.module.css'
import { fromFileList, type Gathered } from './gather'

const ACCEPT =
  '.html,.htm,.xhtml,.mht,.mhtml,.pdf,.epub,.docx,.odt,.md,.markdown,.txt,.png,.jpg,.jpeg,.gif,.webp,.avif,' +
  'text/html,text/markdown,text/plain,application/pdf,application/epub+zip'

export function DropZone(props: {
  children: ReactNode
  big?: boolean | undefined
  buttonRef?: React.Ref<HTMLButtonElement> | undefined
  onFiles(files: Gathered[]): void
}): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        ref={props.buttonRef}
        type="button"
        className={cx(css['zone'], props.big && css['big'])}
        onClick={() => input.current?.click()}
      >
        {props.children}
      </button>
      <FilePicker inputRef={input} label="Files to add" onFiles={props.onFiles} />
    </>
  )
}

/** The file input behind a button; `directory` picks a folder with everything in it. */
export function FilePicker(props: {
  inputRef: React.RefObject<HTMLInputElement | null>
  label: string
  directory?: boolean | undefined
  onFiles(files: Gathered[]): void
}): ReactNode {
  return (
    <input
      ref={(element) => {
        props.inputRef.current = element
        // Not an attribute React knows.
        if (props.directory) element?.setAttribute('webkitdirectory', '')
      }}
      type="file"
      multiple
      hidden
      aria-label={props.label}
      {...(props.directory ? {} : { accept: ACCEPT })}
      onChange={(e) => {
        const files = e.target.files ? fromFileList(e.target.files) : []
        e.target.value = ''
        if (files.length > 0) props.onFiles(files)
      }}
    />
  )
}
