/** When the page cannot reach its core. */
import type { ReactNode } from 'react'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'

export function StartFailed(props: { reason: string }): ReactNode {
  return (
    <main>
      <EmptyState
        page
        title="Carrel could not start."
        action={
          <Button variant="primary" onClick={() => location.reload()}>
            Try again
          </Button>
        }
      >
        {props.reason} Your library was not touched.
      </EmptyState>
    </main>
  )
}
