/** What can be done with the selected highlights (or, when none is selected, with all that are shown). */
import { Copy, Share, Tag, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { highlightColor } from '#shared/contract/records'
import { plural } from '#shared/domain/phrases'
import { Button } from '../../../ui/button'
import { Swatch } from '../highlights/swatch'
import css from './highlights-view.module.css'
import { TagField } from './tag-field'
import type { HighlightEdits } from './use-edits'

export function SelectedBar(props: {
  ids: readonly string[]
  edits: HighlightEdits
  onCopy(): void
  onExport(): void
  onClear(): void
}): ReactNode {
  const { ids, edits } = props
  const [tagging, setTagging] = useState(false)
  return (
    <div className={css['selectedBar']} role="toolbar" aria-label="Selected highlights">
      <span className={css['selectedCount']}>{plural(ids.length, 'highlight')} selected</span>
      {highlightColor.options.map((c, i) => (
        <Swatch key={c} color={c} number={i + 1} size="s" onClick={() => edits.recolour(ids, c)} />
      ))}
      {tagging ? (
        <TagField
          label="Tag for the selected highlights"
          focus
          onAdd={(path) => edits.tag(ids, [path], [])}
          onDone={() => setTagging(false)}
        />
      ) : (
        <Button variant="quiet" icon={<Tag />} onClick={() => setTagging(true)}>
          Tag
        </Button>
      )}
      <Button variant="quiet" icon={<Copy />} onClick={props.onCopy}>
        Copy
      </Button>
      <Button variant="quiet" icon={<Share />} onClick={props.onExport}>
        Export…
      </Button>
      <Button variant="quiet" danger icon={<Trash2 />} onClick={() => edits.remove(ids)}>
        Delete
      </Button>
      <Button variant="quiet" onClick={props.onClear}>
        Clear
      </Button>
    </div>
  )
}
