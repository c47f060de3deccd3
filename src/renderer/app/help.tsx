/** Every key that works now, from the one registry. */
import { useMemo, useState, type ReactNode } from 'react'
import { commandRegistry, useCommandList, type Command } from '../ui/commands'
import { Dialog } from '../ui/dialog'
import { Kbd } from '../ui/kbd'
import { ChangeKeys, KeyField } from './change-keys'
import css from './help.module.css'
import { returnFocus } from './shell-state'

export function Help(props: { onClose(): void }): ReactNode {
  const commands = useCommandList()
  const [changing, setChanging] = useState(false)
  const groups = useMemo(() => byGroup(commands, changing), [commands, changing])
  return (
    <Dialog
      open
      size="l"
      title="Keys"
      readOnly
      description="The palette finds every command by name, too."
      onClose={props.onClose}
      returnFocus={returnFocus}
    >
      <ChangeKeys changing={changing} onChange={setChanging} />
      <div className={css['columns']}>
        {groups.map(([name, list]) => (
          <section key={name} className={css['group']}>
            <h3 className={css['heading']}>{name}</h3>
            <dl className={css['list']}>
              {list.map((c) => (
                <div key={c.id} className={css['row']}>
                  <dt>{c.title}</dt>
                  <dd>
                    {changing ? (
                      <KeyField command={c} commands={commands} />
                    ) : (
                      commandRegistry
                        .inForce(c.id, c.keys ?? [])
                        .slice(0, 2)
                        .map((keys) => <Kbd key={keys} keys={keys} />)
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={css['credit']}>
        (c) Frank Bennett – citeproc-js implements the Citation Style Language – https://citationstyles.org/.
        Citation styles and locales: their authors and citationstyles.org, CC BY-SA 3.0.
      </p>
    </Dialog>
  )
}

const FIRST = ['General', 'Go to', 'List', 'Articles']

/** `all`: those without a key as well, so that they can be given one. */
function byGroup(commands: readonly Command[], all: boolean): [string, Command[]][] {
  const groups = new Map<string, Command[]>()
  for (const command of commands) {
    // Those that only stand in for others have nothing of their own to say.
    if (
      command.last === true ||
      (!all && commandRegistry.inForce(command.id, command.keys ?? []).length === 0)
    )
      continue
    groups.set(command.group, [...(groups.get(command.group) ?? []), command])
  }
  const place = (name: string): number => (FIRST.indexOf(name) < 0 ? FIRST.length : FIRST.indexOf(name))
  return [...groups].sort(([a], [b]) => place(a) - place(b))
}
