/** Settings that have no better place: the theme, and the keys. */
import type { ReactNode } from 'react'
import { useSetting } from '../../api/queries'
import { Button } from '../../ui/button'
import { commandRegistry } from '../../ui/commands'
import { Dialog } from '../../ui/dialog'
import { Segmented } from '../../ui/segmented'
import { Switch } from '../../ui/switch'
import css from './settings.module.css'

export function SettingsDialog(props: {
  onClose(): void
  returnFocus(): HTMLElement | null
  /** The choice of how many old highlights come back. */
  review: ReactNode
  /** Opens the dialog about saving from the browser, the watched folder, or what was asked of the web. */
  onDoor(kind: 'browser' | 'watch' | 'ledger'): void
}): ReactNode {
  const [appearance, setAppearance] = useSetting('appearance')
  const [keys, setKeys] = useSetting('keys')
  return (
    <Dialog open title="Settings" onClose={props.onClose} returnFocus={props.returnFocus}>
      <div className={css['row']}>
        <span>Theme</span>
        <Segmented
          label="Theme"
          value={appearance.theme}
          options={[
            { value: 'light', label: 'Light' },
            { value: 'sepia', label: 'Sepia' },
            { value: 'dark', label: 'Dark' },
            { value: 'system', label: 'System' }
          ]}
          onChange={(theme) => setAppearance({ ...appearance, theme })}
        />
      </div>
      <Switch
        label="Single-letter keys"
        hint="j, k, e, t and the like. Switch them off if you speak to your computer."
        checked={keys.singleLetters}
        onChange={(singleLetters) => setKeys({ ...keys, singleLetters })}
      />
      <div className={css['row']}>
        <span>All keys, and changing them</span>
        <Button onClick={() => commandRegistry.run('app.help')}>Keys…</Button>
      </div>
      <div className={css['row']}>{props.review}</div>
      <div className={css['row']}>
        <span>Saving from the browser</span>
        <Button onClick={() => props.onDoor('browser')}>Set up…</Button>
      </div>
      <div className={css['row']}>
        <span>Watched folder</span>
        <Button onClick={() => props.onDoor('watch')}>Choose…</Button>
      </div>
      <div className={css['row']}>
        <span>What Carrel asked of the web</span>
        <Button onClick={() => props.onDoor('ledger')}>Show…</Button>
      </div>
    </Dialog>
  )
}
