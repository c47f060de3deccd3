/** Where a file is to be. A browser cannot show this computer's folders to Carrel; the path is typed or pasted. */
import type { ReactNode } from 'react'
import { useApi } from '../../api/context'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/text-field'
import css from './keep.module.css'
import { nameOfFile } from './use-kept'

export function PathField(props: {
  value: string
  error?: string | undefined
  onChange(path: string): void
}): ReactNode {
  const { call, capabilities, report } = useApi()
  const pick = (): void => {
    call['host.pickFolder']({ title: 'Choose a folder for this file' }).then(({ folder }) => {
      if (folder === null) return
      const slash = folder.includes('\\') ? '\\' : '/'
      props.onChange(`${folder.replace(/[/\\]$/, '')}${slash}${nameOfFile(props.value)}`)
    }, report)
  }
  return (
    <div className={css['where']}>
      <TextField
        label="Whole path of the file"
        autoComplete="off"
        spellCheck={false}
        value={props.value}
        error={props.error}
        onChange={(e) => props.onChange(e.target.value)}
      />
      {capabilities.canPickFolder && <Button onClick={pick}>Choose folder…</Button>}
    </div>
  )
}
