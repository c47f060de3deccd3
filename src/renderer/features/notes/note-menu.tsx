/** What can be done with a note beside writing it. */
import { useQuery } from '@tanstack/react-query'
import { Ellipsis, FileText, Image, Trash2 } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import type { Linkable } from '#shared/contract/notes'
import type { Note } from '#shared/contract/records'
import { useApi, useCall } from '../../api/context'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuGroup, MenuItem, MenuSeparator } from '../../ui/menu'
import { undoToast } from '../../ui/undo-toast'

export function NoteMenu(props: {
  note: Note
  name: string
  onOpenLink(to: Linkable): void
  /** It was deleted. */
  onGone(): void
  onInsert(text: string): void
  onPictures(files: readonly File[]): void
}): ReactNode {
  const { note } = props
  const { call, report } = useApi()
  const remove = useCall('notes.remove')
  const pictures = useRef<HTMLInputElement>(null)
  const templates = useQuery({
    queryKey: ['notes', 'templates'],
    queryFn: () => call['notes.templates']({})
  }).data
  const insert = async (template: string | null): Promise<void> => {
    const about = note.article === undefined ? {} : { article: note.article }
    props.onInsert((await call['notes.fromTemplate']({ template, ...about })).text)
  }
  return (
    <>
      <input
        ref={pictures}
        type="file"
        hidden
        multiple
        aria-label="Pictures for the note"
        accept="image/png,image/jpeg,image/gif,image/webp,image/avif"
        onChange={(e) => {
          const files = [...(e.target.files ?? [])]
          e.target.value = ''
          props.onPictures(files)
        }}
      />
      <Menu align="end" trigger={<IconButton label={`More for ${props.name}`} icon={<Ellipsis />} />}>
        {note.article !== undefined && (
          <MenuItem
            icon={<FileText />}
            onSelect={() =>
              note.article !== undefined && props.onOpenLink({ kind: 'article', id: note.article })
            }
          >
            Open the article
          </MenuItem>
        )}
        <MenuItem icon={<Image />} onSelect={() => pictures.current?.click()}>
          Insert a picture…
        </MenuItem>
        <MenuGroup label="Insert a template">
          {(templates ?? [])
            .filter((t) => t.id !== note.id)
            .map((t) => (
              <MenuItem key={t.id ?? ''} onSelect={() => void insert(t.id).catch(report)}>
                {t.name}
              </MenuItem>
            ))}
        </MenuGroup>
        <MenuSeparator />
        <MenuItem
          icon={<Trash2 />}
          danger
          onSelect={() =>
            void remove({ id: note.id }).then((done) => {
              if (!done) return
              undoToast(`Deleted the note “${props.name}”`)
              props.onGone()
            })
          }
        >
          Delete note
        </MenuItem>
      </Menu>
    </>
  )
}
