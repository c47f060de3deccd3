/** The baseline of the scrolling benchmark: the same virtualiser, the same row height, rows with nothing in them. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'

const ROWS = 20_000
const HEIGHT = 86

function EmptyList(): ReactNode {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: ROWS,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 6
  })
  return (
    <div ref={scroller} data-scroller style={{ height: '100vh', overflow: 'auto' }}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map((row) => (
          <div
            key={row.key}
            style={{ position: 'absolute', top: 0, height: HEIGHT, transform: `translateY(${row.start}px)` }}
          />
        ))}
      </div>
    </div>
  )
}

const place = document.getElementById('app')
if (place) createRoot(place).render(<EmptyList />)
