/** At a selection: four colours, note, copy with citation, more. Focus stays in the article. */
import { Combine, Copy, Ellipsis, MessageSquareText, Quote, Scissors, Search, Waypoints } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { highlightColor, type HighlightColor } from '#shared/contract/records'
import { Button } from '../../../ui/button'
import { IconButton } from '../../../ui/icon-button'
import { Menu, MenuItem } from '../../../ui/menu'
import { Popover } from '../../../ui/popover'
import { Swatch } from './swatch'
import css from './selection-toolbar.module.css'
import type { TextSelection } from './use-selection'

export interface SelectionToolbarProps {
  selection: TextSelection | undefined
  onHighlight(color: HighlightColor): void
  onNote(): void
  onCopyWithCitation(): void
  onCopy(): void
  onFind(): void
  onAlike(): void
  onMerge: (() => void) | undefined
  onSplit: (() => void) | undefined
  onEscape(): void
  /** The reader: the bar does not reach over the list beside it. */
  within: Element | null
}

export function SelectionToolbar(props: SelectionToolbarProps): ReactNode {
  const { selection, onEscape } = props
  const shown = selection !== undefined
  useEffect(() => {
    if (!shown) return undefined
    // The popover would take Esc for itself and stay, because the selection does.
    const escape = (event: KeyboardEvent): void => {
      const inMenu = event.target instanceof Element && event.target.closest('[role=menu]')
      if (event.key !== 'Escape' || event.isComposing || inMenu) return
      event.preventDefault()
      event.stopImmediatePropagation()
      onEscape()
    }
    window.addEventListener('keydown', escape, true)
    return () => window.removeEventListener('keydown', escape, true)
  }, [shown, onEscape])
  if (!selection) return null
  return (
    <Popover
      label="Selected text"
      open
      // It goes with the selection: a press elsewhere, or Esc, takes that away.
      anchor={selection.rect}
      side="top"
      align="center"
      sideOffset={8}
      takeFocus={false}
      within={props.within}
      bare
    >
      <div
        className={css['bar']}
        role="toolbar"
        tabIndex={-1}
        aria-label="Selected text"
        // A press on the bar must not take the selection away.
        onMouseDown={(e) => e.preventDefault()}
      >
        {highlightColor.options.map((color, i) => (
          <Swatch key={color} color={color} number={i + 1} onClick={() => props.onHighlight(color)} />
        ))}
        <span className={css['rule']} />
        <Button variant="quiet" icon={<MessageSquareText />} className={css['action']} onClick={props.onNote}>
          Note
        </Button>
        <Button variant="quiet" icon={<Quote />} className={css['action']} onClick={props.onCopyWithCitation}>
          Copy with citation
        </Button>
        <Menu align="end" trigger={<IconButton label="More" icon={<Ellipsis />} />}>
          <MenuItem icon={<Copy />} onSelect={props.onCopy}>
            Copy
          </MenuItem>
          <MenuItem icon={<Search />} onSelect={props.onFind}>
            Find in this article
          </MenuItem>
          <MenuItem icon={<Waypoints />} keys="Shift+F" command="reader.alike" onSelect={props.onAlike}>
            More passages like this
          </MenuItem>
          <MenuItem
            icon={<Combine />}
            keys="Shift+M"
            command="reader.merge"
            disabled={props.onMerge === undefined}
            onSelect={() => props.onMerge?.()}
          >
            Merge the highlights in it
          </MenuItem>
          <MenuItem
            icon={<Scissors />}
            keys="Shift+S"
            command="reader.split"
            disabled={props.onSplit === undefined}
            onSelect={() => props.onSplit?.()}
          >
            Split the highlight here
          </MenuItem>
        </Menu>
      </div>
    </Popover>
  )
}
