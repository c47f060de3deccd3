/** A PDF whose pages cannot be shown. */
import type { ReactNode } from 'react'
import css from '../reader.module.css'

export function PdfError({ error }: { error: string }): ReactNode {
  return (
    <div className={css['message']} role="alert">
      <p>{error} The file itself is kept. Its text, where there is any, can still be read.</p>
    </div>
  )
}
