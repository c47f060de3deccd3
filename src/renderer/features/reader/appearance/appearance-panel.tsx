/** Theme, typeface, size, line spacing, column, alignment; everything at once. */
import type { ReactNode } from 'react'
import type { Appearance } from '#shared/contract/settings'
import { Segmented } from '../../../ui/segmented'
import { Slider } from '../../../ui/slider'
import { Switch } from '../../../ui/switch'
import { cx } from '../../../ui/cx'
import css from './appearance-panel.module.css'
import type { ReaderLook } from './use-appearance'

const THEMES: readonly { value: Appearance['theme']; label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'sepia', label: 'Sepia' },
  { value: 'dark', label: 'Dark' },
  { value: 'system', label: 'As the system' }
]

export function AppearancePanel(props: { look: ReaderLook }): ReactNode {
  const { appearance, size, change } = props.look
  return (
    <div className={css['panel']}>
      <fieldset className={css['themes']}>
        <legend className={css['legend']}>Theme</legend>
        {THEMES.map(({ value, label }) => (
          <label
            key={value}
            title={label}
            className={cx(css['theme'], value === 'system' && css['system'])}
            data-theme={value === 'system' ? undefined : value}
          >
            <input
              type="radio"
              name="reader-theme"
              aria-label={label}
              checked={appearance.theme === value}
              onChange={() => change({ theme: value })}
            />
            <span aria-hidden="true">{value === 'system' ? '' : 'Aa'}</span>
          </label>
        ))}
      </fieldset>
      <Row label="Typeface">
        <Segmented
          label="Typeface"
          value={appearance.face}
          options={[
            { value: 'literata', label: 'Literata', className: css['literata'] },
            { value: 'sans', label: 'Sans' },
            { value: 'legible', label: 'Legible' }
          ]}
          onChange={(face) => change({ face })}
        />
      </Row>
      <Row label="Size">
        <Slider label="Size" value={size} min={13} max={32} step={1} onChange={(v) => change({ size: v })} />
      </Row>
      <Row label="Line spacing">
        <Slider
          label="Line spacing"
          value={appearance.leading}
          min={1.3}
          max={2.2}
          step={0.02}
          format={(v) => v.toFixed(2)}
          onChange={(v) => change({ leading: Number(v.toFixed(2)) })}
        />
      </Row>
      <Row label="Column">
        <Slider
          label="Column"
          value={appearance.measure}
          min={40}
          max={100}
          step={1}
          format={(v) => `${v} ch`}
          onChange={(v) => change({ measure: v })}
        />
      </Row>
      <Row label="Alignment">
        <Segmented
          label="Alignment"
          value={appearance.align}
          options={[
            { value: 'left', label: 'Left' },
            { value: 'justify', label: 'Justified' }
          ]}
          onChange={(align) => change({ align })}
        />
      </Row>
      <Row label="Hyphens">
        <Segmented
          label="Hyphens"
          value={appearance.hyphens}
          options={[
            { value: 'auto', label: 'If justified' },
            { value: 'on', label: 'Always' },
            { value: 'off', label: 'Never' }
          ]}
          onChange={(hyphens) => change({ hyphens })}
        />
      </Row>
      <Switch label="Reading ruler" checked={appearance.ruler} onChange={(ruler) => change({ ruler })} />
      <Switch
        label="Size and theme for this article only"
        checked={props.look.own}
        onChange={(on) => props.look.setOwn(on)}
      />
    </div>
  )
}

function Row(props: { label: string; children: ReactNode }): ReactNode {
  return (
    <div className={css['row']}>
      <span className={css['label']} aria-hidden="true">
        {props.label}
      </span>
      <div className={css['control']}>{props.children}</div>
    </div>
  )
}
