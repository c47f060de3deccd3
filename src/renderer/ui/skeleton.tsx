/** Lines where text will be: nothing for 200 ms, so that what comes at once does not flicker. */
import { useEffect, useState, type ReactNode } from 'react'
import css from './skeleton.module.css'

/** true after 200 ms. */
export function useLate(): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200)
    return () => clearTimeout(timer)
  }, [])
  return late
}

export function Skeleton(props: {
  lines?: number | undefined
  title?: boolean | undefined
  label?: string
}): ReactNode {
  const late = useLate()
  if (!late) return null
  return (
    <div className={css['skeleton']} role="status" aria-label={props.label ?? 'Loading'}>
      {props.title && <div className={css['title']} />}
      {Array.from({ length: props.lines ?? 3 }, (_, i) => (
        <div key={i} className={css['line']} />
      ))}
    </div>
  )
}
