/** Three panes side by side, resized by mouse and by keys, remembered in pixels. */
import { useEffect, useRef, type ReactNode } from 'react'
import { Group, Panel, Separator, usePanelRef, type PanelImperativeHandle } from 'react-resizable-panels'
import type { Settings } from '#shared/contract/settings'
import { settingDefaults } from '#shared/contract/settings'
import css from './panes.module.css'

export interface PaneSizes {
  library: number
  list: number
}

/** Below this the library is a rail and the list a drawer. */
export const NARROW = 1000
const WIDE = 1340
/** The lines on both sides of the list belong to its measure. */
const LINES = 2

/** What the panes measure: what the person chose, or what suits the window. */
export function paneSizes(panes: Settings['panes'], windowWidth: number): PaneSizes {
  const { library, list } = settingDefaults.panes
  const untouched = panes.library === library && panes.list === list
  if (untouched) return windowWidth < WIDE ? { library: 200, list: 290 } : { library, list }
  return { library: panes.library, list: panes.list }
}

function measure(panel: PanelImperativeHandle | null): number | undefined {
  return panel ? Math.round(panel.getSize().inPixels) : undefined
}

export function Panes(props: {
  sizes: PaneSizes
  library: ReactNode | undefined
  list: ReactNode | undefined
  children: ReactNode
  onSizes(sizes: PaneSizes): void
}): ReactNode {
  const { sizes, library, list } = props
  const libraryPanel = usePanelRef()
  const listPanel = usePanelRef()
  const latest = useRef(sizes)
  latest.current = sizes
  const hasLibrary = library !== undefined
  const hasList = list !== undefined

  // The window crossed a width, the setting came, or a pane appeared: all take the measure that now holds. A new panel is
  // known to its group only with the next frame.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (hasLibrary) libraryPanel.current?.resize(sizes.library)
      if (hasList) listPanel.current?.resize(sizes.list - LINES)
    })
    return () => cancelAnimationFrame(frame)
  }, [sizes.library, sizes.list, hasLibrary, hasList, libraryPanel, listPanel])

  const remember = (): void => {
    const next = {
      library: measure(libraryPanel.current) ?? latest.current.library,
      list: (measure(listPanel.current) ?? latest.current.list - LINES) + LINES
    }
    if (next.library !== latest.current.library || next.list !== latest.current.list) props.onSizes(next)
  }
  return (
    <Group
      orientation="horizontal"
      className={css['group']}
      onLayoutChanged={(_, meta) => {
        if (meta.isUserInteraction) remember()
      }}
    >
      {hasLibrary && (
        <>
          <Panel
            id="library"
            panelRef={libraryPanel}
            defaultSize={sizes.library}
            minSize={168}
            maxSize={360}
            groupResizeBehavior="preserve-pixel-size"
            className={css['panel']}
          >
            {library}
          </Panel>
          <Separator className={css['separator']} title="Width of the library" />
        </>
      )}
      {hasList && (
        <>
          <Panel
            id="list"
            panelRef={listPanel}
            defaultSize={sizes.list - LINES}
            minSize={240}
            maxSize={520}
            groupResizeBehavior="preserve-pixel-size"
            className={css['panel']}
          >
            {list}
          </Panel>
          <Separator className={css['separator']} title="Width of the article list" />
        </>
      )}
      <Panel id="page" minSize={360} className={css['panel']}>
        {props.children}
      </Panel>
    </Group>
  )
}
