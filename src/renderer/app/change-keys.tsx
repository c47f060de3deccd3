/** Giving commands other keys, on the sheet of keys itself: single letters on or off, each key changed by pressing it. */
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useSetting } from '../api/queries'
import { announce } from '../ui/announce'
import { Button } from '../ui/button'
import type { Command } from '../ui/commands'
import { Kbd, keyText } from '../ui/kbd'
import { Switch } from '../ui/switch'
import { VisuallyHidden } from '../ui/visually-hidden'
import css from './change-keys.module.css'

/** What was pressed, in tinykeys notation: `j`, `Shift+P`, `$mod+K`, `?`. undefined: only a modifier yet. */
export function keysOf(event: {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}): string | undefined {
  const { key } = event
  if (['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'Dead', 'Process'].includes(key)) return undefined
  const mod = event.ctrlKey || event.metaKey
  const letter = /^[a-z]$/i.test(key)
  // A sign may need Shift on this keyboard and not on another: it is taken by what it prints.
  const shift = event.shiftKey && (key.length > 1 || letter || key === ' ')
  const name = key === ' ' ? 'Space' : letter ? (mod || shift ? key.toUpperCase() : key.toLowerCase()) : key
  return [mod ? '$mod' : '', event.altKey ? 'Alt' : '', shift ? 'Shift' : '', name].filter(Boolean).join('+')
}

/** The command that has these keys already, where both would be heard. */
export function holderOf(
  commands: readonly Command[],
  keys: string,
  wanted: Pick<Command, 'id' | 'scope'>
): Command | undefined {
  return commands.find(
    (c) =>
      c.id !== wanted.id &&
      c.last !== true &&
      c.keys?.includes(keys) === true &&
      (c.scope === wanted.scope || c.scope === undefined || wanted.scope === undefined)
  )
}

export function ChangeKeys(props: { changing: boolean; onChange(changing: boolean): void }): ReactNode {
  const [keys, setKeys] = useSetting('keys')
  return (
    <div className={css['bar']}>
      <Switch
        label="Single-letter keys"
        checked={keys.singleLetters}
        onChange={(singleLetters) => setKeys({ ...keys, singleLetters })}
      />
      <span className={css['buttons']}>
        {Object.keys(keys.changed).length > 0 && (
          <Button variant="quiet" onClick={() => setKeys({ ...keys, changed: {} })}>
            As they were
          </Button>
        )}
        <Button aria-pressed={props.changing} onClick={() => props.onChange(!props.changing)}>
          {props.changing ? 'Done' : 'Change keys'}
        </Button>
      </span>
    </div>
  )
}

export function KeyField(props: { command: Command; commands: readonly Command[] }): ReactNode {
  const { command, commands } = props
  const [keys, setKeys] = useSetting('keys')
  const [listening, setListening] = useState(false)
  const [said, setSaid] = useState('')
  const first = command.keys?.[0]

  const pressed = (event: KeyboardEvent): void => {
    if (!listening || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      setListening(false)
      setSaid('')
      return
    }
    const next = event.key === 'Backspace' ? '' : keysOf(event)
    if (next === undefined) return
    const holder = next === '' ? undefined : holderOf(commands, next, command)
    if (holder) {
      setSaid(`${keyText(next)} is “${holder.title}”. Give that one another key first.`)
      announce(`${keyText(next)} is taken by ${holder.title}`)
      return
    }
    setKeys({ ...keys, changed: { ...keys.changed, [command.id]: next === '' ? [] : [next] } })
    setListening(false)
    setSaid('')
    announce(next === '' ? `${command.title} has no key now` : `${command.title}: ${keyText(next)}`)
  }
  return (
    <span className={css['field']}>
      <button
        type="button"
        className={css['key']}
        data-owns-keys
        onClick={() => setListening(true)}
        onBlur={() => setListening(false)}
        onKeyDown={pressed}
      >
        <VisuallyHidden>
          Key of {command.title}: {first === undefined ? 'none' : keyText(first)}
        </VisuallyHidden>
        <span aria-hidden="true">
          {listening ? 'Press keys…' : first === undefined ? 'None' : <Kbd keys={first} />}
        </span>
      </button>
      {said !== '' && (
        <span role="alert" className={css['said']}>
          {said}
        </span>
      )}
    </span>
  )
}
