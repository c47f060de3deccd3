/** The bar over the pages of a PDF: page number, zoom, two pages beside one another, and the way to its text. */
import { BookOpen, Download, Minus, MoveLeft, Plus, RotateCw, SquareDashed } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from '../../../ui/button'
import { IconButton } from '../../../ui/icon-button'
import { Menu, MenuItem } from '../../../ui/menu'
import { Segmented } from '../../../ui/segmented'
import type { Zoom } from './layout'

export type PdfMode = 'pages' | 'text'

const PERCENTS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const

/** Pages or text of the same PDF. */
export function PdfModeSwitch(props: { mode: PdfMode; onMode(mode: PdfMode): void }): ReactNode {
  return (
    <Segmented
      label="Show the PDF as"
      value={props.mode}
      options={[
        { value: 'pages', label: 'Pages' },
        { value: 'text', label: 'Text' }
      ]}
      onChange={props.onMode}
    />
  )
}

export function PdfBar(props: {
  page: number
  count: number
  /** 1 for 100 %. */
  scale: number
  twoUp: boolean
  /** Where a link was followed from. */
  cameFrom: number | undefined
  onPage(page: number): void
  onZoom(zoom: Zoom): void
  onStep(by: 1 | -1): void
  onTwoUp(): void
  onRotate(): void
  onArea(): void
  onReturn(): void
  onSave(): void
  onMode(mode: PdfMode): void
}): ReactNode {
  const percent = `${Math.round(props.scale * 100)} %`
  return (
    <div className="pdf-bar" role="toolbar" aria-label="Pages">
      <PageField page={props.page} count={props.count} onPage={props.onPage} />
      {props.cameFrom !== undefined && (
        <Button variant="quiet" icon={<MoveLeft />} onClick={props.onReturn}>
          Back to page {props.cameFrom}
        </Button>
      )}
      <span className="pdf-bar-gap" />
      <IconButton
        label="Smaller"
        keys="-"
        command="pdf.smaller"
        size="s"
        icon={<Minus />}
        onClick={() => props.onStep(-1)}
      />
      <Menu
        trigger={
          <button type="button" className="pdf-zoom" aria-label={`Zoom, ${percent}`}>
            {percent}
          </button>
        }
      >
        <MenuItem keys="w" command="pdf.width" onSelect={() => props.onZoom('width')}>
          Fit the width
        </MenuItem>
        <MenuItem keys="Shift+W" command="pdf.fit" onSelect={() => props.onZoom('page')}>
          Fit the page
        </MenuItem>
        {PERCENTS.map((p) => (
          <MenuItem key={p} onSelect={() => props.onZoom(p)}>
            {`${p * 100} %`}
          </MenuItem>
        ))}
      </Menu>
      <IconButton
        label="Larger"
        keys="="
        command="pdf.larger"
        size="s"
        icon={<Plus />}
        onClick={() => props.onStep(1)}
      />
      <IconButton
        label="Two pages"
        keys="d"
        command="pdf.two"
        size="s"
        icon={<BookOpen />}
        pressed={props.twoUp}
        onClick={props.onTwoUp}
      />
      <IconButton
        label="Rotate"
        keys="Shift+R"
        command="pdf.rotate"
        size="s"
        icon={<RotateCw />}
        onClick={props.onRotate}
      />
      <IconButton
        label="Highlight a part of the page"
        keys="Shift+A"
        command="pdf.area"
        size="s"
        icon={<SquareDashed />}
        onClick={props.onArea}
      />
      <IconButton
        label="Save a copy with highlights and notes"
        keys="$mod+S"
        command="pdf.save"
        size="s"
        icon={<Download />}
        onClick={props.onSave}
      />
      <PdfModeSwitch mode="pages" onMode={props.onMode} />
    </div>
  )
}

function PageField(props: { page: number; count: number; onPage(page: number): void }): ReactNode {
  const [typed, setTyped] = useState(String(props.page))
  useEffect(() => setTyped(String(props.page)), [props.page])
  const go = (): void => {
    const wanted = Number.parseInt(typed, 10)
    if (wanted >= 1 && wanted <= props.count) props.onPage(wanted)
    else setTyped(String(props.page))
  }
  return (
    <label className="pdf-page-field">
      Page
      <input
        value={typed}
        inputMode="numeric"
        size={Math.max(2, String(props.count).length)}
        aria-label={`Page, of ${props.count}`}
        onChange={(e) => setTyped(e.target.value)}
        onFocus={(e) => e.target.select()}
        onBlur={() => setTyped(String(props.page))}
        onKeyDown={(e) => {
          if (e.key === 'Enter') go()
        }}
      />
      <span>of {props.count}</span>
    </label>
  )
}
