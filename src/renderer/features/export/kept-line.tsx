/** Under the name of a list or tag: the files it keeps up to date, and how that goes. */
import { FileCheck2, FileWarning, CirclePause } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ExportScope } from '#shared/contract/exchange'
import type { KeptFile } from '#shared/contract/keep'
import { choiceKey } from './choice'
import css from './keep.module.css'
import { openKept } from './kept-dialog'
import { nameOfFile, useKept, whenWritten } from './use-kept'

export function KeptLine(props: { scope: ExportScope }): ReactNode {
  const { scope } = props
  const files = useKept().filter(
    (f) => f.scope.kind === scope.kind && choiceKey(f.scope) === choiceKey(scope)
  )
  return files.map((file) => (
    <button
      key={file.id}
      type="button"
      className={css['line']}
      data-problem={(!file.paused && file.problem !== undefined) || undefined}
      title={file.problem?.message ?? file.path}
      onClick={openKept}
    >
      {file.paused ? (
        <CirclePause aria-hidden />
      ) : file.problem ? (
        <FileWarning aria-hidden />
      ) : (
        <FileCheck2 aria-hidden />
      )}
      <span>
        {nameOfFile(file.path)}: {stateOf(file)}
      </span>
    </button>
  ))
}

function stateOf({ paused, problem, written }: KeptFile): string {
  if (paused) return 'paused'
  if (problem) return problem.kind === 'changed' ? 'changed by somebody else' : 'not written'
  return written ? `written ${whenWritten(written.at)}` : 'being written…'
}
