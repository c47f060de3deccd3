/** Handing on, chosen in full: format, style, what to include, order; with a look at the first entries. */
import { useState, type ReactNode } from 'react'
import type { ExportScope, RememberedExport } from '#shared/contract/exchange'
import { useApi } from '../../api/context'
import { useLists, useSetting } from '../../api/queries'
import { Button } from '../../ui/button'
import { copyToClipboard } from '../../ui/clipboard'
import { Dialog } from '../../ui/dialog'
import { Segmented } from '../../ui/segmented'
import { Switch } from '../../ui/switch'
import { showToast } from '../../ui/toasts'
import { EXPORT_NAMES, useExport } from './export'
import { ANNOTATED, choiceKey, useChoosing } from './export-choice'
import css from './export-dialog.module.css'
import { ExportPreview } from './export-preview'
import { asked } from './export'
import { StylePicker } from './style-picker'

/** The dialogue while one is open; to be put once into the window. */
export function ExportDialog(): ReactNode {
  const { scope, opener } = useChoosing()
  if (scope === undefined) return null
  return <Chooser key={choiceKey(scope)} scope={scope} opener={opener} />
}

const NONE = { why: false, notes: false, highlights: false, tags: false, text: false }
const PRESETS = [
  ['annotated', 'Annotated bibliography', ANNOTATED.include],
  ['plain', 'References only', NONE],
  ['highlights', 'Highlights only', { ...NONE, highlights: true }],
  ['notes', 'Notes only', { ...NONE, notes: true }],
  ['articles', 'Full articles', { ...NONE, text: true }]
] as const
const PARTS = [
  ['why', 'Why read'],
  ['notes', 'Notes'],
  ['highlights', 'Quotes'],
  ['tags', 'Tags'],
  ['text', 'Full text']
] as const
const REFERENCES_ONLY = new Set(['bibtex', 'biblatex', 'csl-json', 'ris', 'csv'])

function Chooser(props: { scope: ExportScope; opener: HTMLElement | null }): ReactNode {
  const { scope, opener } = props
  const { call, report } = useApi()
  const lists = useLists().data
  const [remembered, remember] = useSetting('exports')
  const [choice, setChoice] = useState<RememberedExport>(remembered.chosen[choiceKey(scope)] ?? ANNOTATED)
  const exportNow = useExport()
  const close = (): void => useChoosing.setState({ scope: undefined })
  const change = (part: Partial<RememberedExport>): void => setChoice({ ...choice, ...part })
  const formatted = !REFERENCES_ONLY.has(choice.format)
  const preset = PRESETS.find(([, , parts]) => PARTS.every(([part]) => parts[part] === choice.include[part]))

  const save = (): void => {
    remember({ ...remembered, chosen: { ...remembered.chosen, [choiceKey(scope)]: choice } })
    exportNow(scope, choice)
    close()
  }
  const copy = async (): Promise<void> => {
    const [html, text] = await Promise.all([
      call['exchange.export']({ ...asked(scope, choice), format: 'html' }),
      call['exchange.export']({ ...asked(scope, choice), format: 'text' })
    ])
    const main = new DOMParser().parseFromString(html.text, 'text/html').querySelector('main')
    const copied = copyToClipboard({ text: text.text, html: main?.innerHTML })
    showToast({
      message: copied ? 'Copied as formatted text.' : 'The clipboard refused. Try it once more.'
    })
  }

  return (
    <Dialog
      open
      size="l"
      title={`Export ${nameOf(scope, lists)}`}
      onClose={close}
      returnFocus={() => (opener?.isConnected ? opener : null)}
      actions={
        <>
          {formatted && <Button onClick={() => void copy().catch(report)}>Copy as formatted text</Button>}
          <Button variant="primary" onClick={save}>
            Export
          </Button>
        </>
      }
    >
      <div className={css['columns']}>
        <div className={css['choices']}>
          <label className={css['field']}>
            Format
            <select
              className={css['select']}
              value={choice.format}
              onChange={(e) => {
                const format = (Object.keys(EXPORT_NAMES) as RememberedExport['format'][]).find(
                  (f) => f === e.target.value
                )
                if (format !== undefined) change({ format })
              }}
            >
              {Object.entries(EXPORT_NAMES).map(([format, name]) => (
                <option key={format} value={format}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <Segmented
            label="Order"
            value={choice.order}
            options={[
              { value: 'list', label: scope.kind === 'list' ? 'List order' : 'As shown' },
              { value: 'author', label: 'By author' },
              { value: 'year', label: 'By year' }
            ]}
            onChange={(order) => change({ order })}
          />
          <label className={css['field']}>
            Preset
            <select
              className={css['select']}
              value={preset?.[0] ?? 'own'}
              onChange={(e) => {
                const to = PRESETS.find(([name]) => name === e.target.value)
                if (to) change({ include: to[2] })
              }}
            >
              {PRESETS.map(([name, label]) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
              {preset === undefined && <option value="own">As chosen below</option>}
            </select>
          </label>
          <div>
            {PARTS.map(([part, label]) => (
              <Switch
                key={part}
                label={label}
                checked={choice.include[part]}
                onChange={(on) => change({ include: { ...choice.include, [part]: on } })}
              />
            ))}
          </div>
          {formatted && <StylePicker value={choice.style} onChange={(style) => change({ style })} />}
        </div>
        <ExportPreview scope={scope} choice={choice} />
      </div>
    </Dialog>
  )
}

function nameOf(scope: ExportScope, lists: readonly { id: string; name: string }[] | undefined): string {
  if (scope.kind === 'list') return `“${lists?.find((l) => l.id === scope.list)?.name ?? 'this list'}”`
  if (scope.kind === 'all') return 'the whole library'
  if (scope.title !== undefined) return `“${scope.title}”`
  return scope.ids.length === 1 ? 'one article' : `${scope.ids.length} articles`
}
