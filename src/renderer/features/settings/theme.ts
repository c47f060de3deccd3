/** The theme as an attribute of the document; `system` follows the machine. */
import { useEffect } from 'react'
import type { Appearance } from '#shared/contract/settings'

export function useTheme(theme: Appearance['theme']): void {
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const apply = (): void => {
      document.documentElement.dataset['theme'] =
        theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
    }
    apply()
    dark.addEventListener('change', apply)
    return () => dark.removeEventListener('change', apply)
  }, [theme])
}
