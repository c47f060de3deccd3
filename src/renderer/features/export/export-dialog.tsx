/** Handing on, chosen in full: format, style, what to include, order; with a look at the first entries. */
import { useState, type ReactNode } from 'react'
import type { ExportOrder, ExportScope, RememberedExport } from '#shared/contract/exchange'
import { useApi } from '../../api/context'
import { useLists, useSetting, useSmartLists } from '../../api/queries'
import { Button } from '../../ui/button'
import { copyToClipboard } from '../../ui/clipboard'
import { Dialog } from '../../ui/dialog'
import { Segmented } from '../../ui/segmented'
import { Switch } from '../../ui/switch'
import { showToast } from '../../ui/toasts'
import { ANNOTATED, choiceKey, useChoosing } from './choice'
import css from './export-dialog.module.css'
import { ExportPreview } from './export-preview'
import { openKept } from './kept-dialog'
import { PathField } from './path-field'
import { asked, EXPORT_NAMES, useExport } from './run'
import { StylePicker } from './style-picker'
import { nameOfFile } from './use-kept'
import { useKeeping } from './use-keeping'

/** The dialogue while one is open; to be put once into the window. */
export function ExportDialog(): ReactNode {
  const { scope, keep, opener } = useChoosing()
  if (scope === undefined) return null
  return <Chooser key={choiceKey(scope)} scope={scope} keep={keep} opener={opener} />
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

function Chooser(props: { scope: ExportScope; keep: boolean; opener: HTMLElement | null }): ReactNode {
  const { scope, opener } = props
  const { call, report } = useApi()
  const lists = useLists().data
  const filters = useSmartLists().data
  const [remembered, remember] = useSetting('exports')
  const [choice, setChoice] = useState<RememberedExport>(remembered.chosen[choiceKey(scope)] ?? ANNOTATED)
  const exportNow = useExport()
  const close = (): void => useChoosing.setState({ scope: undefined })
  const change = (part: Partial<RememberedExport>): void => setChoice({ ...choice, ...part })
  const keeping = useKeeping(scope, choice, props.keep)
  const formatted = !REFERENCES_ONLY.has(choice.format)

  const rememberChoice = (): void =>
    remember({ ...remembered, chosen: { ...remembered.chosen, [choiceKey(scope)]: choice } })
  const save = (): void => {
    rememberChoice()
    exportNow(scope, choice)
    close()
  }
  const keep = async (): Promise<void> => {
    if (!(await keeping.keep())) return
    rememberChoice()
    close()
    showToast({
      message: `${nameOfFile(keeping.path)} is kept up to date from now on.`,
      action: { label: 'Show', run: openKept }
    })
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
      title={`Export ${nameOf(scope, lists, filters)}`}
      onClose={close}
      returnFocus={() => (opener?.isConnected ? opener : null)}
      actions={
        <>
          {formatted && <Button onClick={() => void copy().catch(report)}>Copy as formatted text</Button>}
          {keeping.on ? (
            <Button
              variant="primary"
              disabled={keeping.path.trim() === ''}
              onClick={() => void keep().catch(report)}
            >
              {keeping.taken ? 'Write over it and keep' : 'Keep up to date'}
            </Button>
          ) : (
            <Button variant="primary" onClick={save}>
              Export
            </Button>
          )}
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
            value={
              scope.kind === 'list' || scope.kind === 'articles' || choice.order !== 'list'
                ? choice.order
                : 'author'
            }
            options={ordersOf(scope)}
            onChange={(order) => change({ order })}
          />
          {formatted && <Parts choice={choice} onChange={(include) => change({ include })} />}
          {formatted && <StylePicker value={choice.style} onChange={(style) => change({ style })} />}
          {keeping.possible && (
            <Switch
              label="Keep this file up to date"
              hint="It is written again whenever something in it changes."
              checked={keeping.on}
              onChange={keeping.set}
            />
          )}
          {keeping.on && <PathField value={keeping.path} error={keeping.error} onChange={keeping.setPath} />}
        </div>
        <ExportPreview scope={scope} choice={choice} />
      </div>
    </Dialog>
  )
}

/** What stands beside each reference; formats of references only have no room for it. */
function Parts(props: {
  choice: RememberedExport
  onChange(include: RememberedExport['include']): void
}): ReactNode {
  const { choice } = props
  const preset = PRESETS.find(([, , parts]) => PARTS.every(([part]) => parts[part] === choice.include[part]))
  return (
    <>
      <label className={css['field']}>
        Preset
        <select
          className={css['select']}
          value={preset?.[0] ?? 'own'}
          onChange={(e) => {
            const to = PRESETS.find(([name]) => name === e.target.value)
            if (to) props.onChange(to[2])
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
            onChange={(on) => props.onChange({ ...choice.include, [part]: on })}
          />
        ))}
      </div>
    </>
  )
}

function ordersOf({ kind }: ExportScope): { value: ExportOrder; label: string }[] {
  const sorted: { value: ExportOrder; label: string }[] = [
    { value: 'author', label: 'By author' },
    { value: 'year', label: 'By year' }
  ]
  if (kind === 'list') return [{ value: 'list', label: 'List order' }, ...sorted]
  if (kind === 'articles') return [{ value: 'list', label: 'As shown' }, ...sorted]
  return [...sorted, { value: 'added', label: 'Newest first' }]
}

type Named = readonly { id: string; name: string }[] | undefined

function nameOf(scope: ExportScope, lists: Named, filters: Named): string {
  switch (scope.kind) {
    case 'list':
      return `“${lists?.find((l) => l.id === scope.list)?.name ?? 'this list'}”`
    case 'smart':
      return `“${filters?.find((f) => f.id === scope.smart)?.name ?? 'this filter'}”`
    case 'tag':
      return `“#${scope.tag}”`
    case 'all':
      return 'the whole library'
    case 'articles':
      if (scope.title !== undefined) return `“${scope.title}”`
      return scope.ids.length === 1 ? 'one article' : `${scope.ids.length} articles`
  }
}
