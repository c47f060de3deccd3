/** What was found when opening, in sentences; and keeping a copy of everything before it is overwritten. */
import { rejectedText, type Finding, type RejectedRecord } from './load'
import type { Recovered } from './recovered'
import { counted } from './sentences'

/** What a person is told, and whether the library may be written. */
export interface Settled {
  notices: string[]
  /** Sentence: something that could be overwritten by accident cannot even be read. */
  readOnly: string | undefined
  /** Something was put right in memory that the data files do not have yet. */
  repaired: boolean
  /** Something that was saved may be missing now. */
  hurt: boolean
}

/**
 * Settles every finding. With `recovered`, copies go there first (throws what the disk throws: then nothing may be
 * written); without, the library is open for reading and only the sentences are made.
 */
export async function settle(
  findings: readonly Finding[],
  recovered: Recovered | undefined
): Promise<Settled> {
  const settled: Settled = { notices: [], readOnly: undefined, repaired: false, hurt: false }
  for (const finding of findings) {
    if (finding.kind === 'copy' && recovered) continue
    const kept = recovered ? await keep(finding, recovered) : undefined
    const notice = `${sentence(finding)}${kept === undefined ? '' : ` ${kept}`}`
    if (finding.kind === 'newer') settled.readOnly ??= newerSentence(finding.where)
    else if (finding.kind === 'unreadable') settled.readOnly ??= notice
    else settled.notices.push(notice)
    if (finding.kind !== 'unknown' && finding.kind !== 'copy' && finding.kind !== 'missing')
      settled.repaired = true
    if (isHurt(finding)) settled.hurt = true
  }
  return settled
}

function isHurt(finding: Finding): boolean {
  if (finding.kind === 'unknown' || finding.kind === 'copy' || finding.kind === 'newer') return false
  if (finding.kind === 'journal') return !finding.torn
  return finding.kind !== 'edited' || finding.rejected.length > 0
}

export function newerSentence(where: string): string {
  return `This library was written by a newer version of Carrel (${where}). It is shown for reading only; update Carrel to change it.`
}

async function keep(finding: Finding, recovered: Recovered): Promise<string | undefined> {
  switch (finding.kind) {
    case 'damaged':
    case 'edited': {
      const copy = await recovered.keep(`${finding.file.key}.json`, finding.kind, finding.bytes)
      if (finding.rejected.length > 0)
        await recovered.keep(`${finding.file.key}.json`, 'records', rejectedText(finding.rejected))
      return `The file as it was found is kept as ${copy}.`
    }
    case 'records':
      return `They are kept as ${await recovered.keep(`${finding.file.key}.json`, 'records', rejectedText(finding.rejected))}.`
    case 'journal':
      return `It is kept as ${await recovered.keep(finding.where, finding.torn ? 'torn' : 'damaged', finding.bytes)}.`
    case 'not-a-file':
      return `It now lies in ${await recovered.move(finding.path, finding.where, 'moved')}.`
    case 'gap':
    case 'missing':
    case 'newer':
    case 'unknown':
    case 'copy':
    case 'unreadable':
      return undefined
  }
}

function sentence(finding: Finding): string {
  switch (finding.kind) {
    case 'damaged':
      return `The file ${finding.file.key}.json was damaged on the disk: ${counted(finding.kept, 'record')} could be read${unusable(finding.rejected, 'line')}. Everything else is unharmed.`
    case 'edited':
      return `The file ${finding.file.key}.json was changed from outside Carrel: ${counted(finding.kept, 'record')} accepted${unusable(finding.rejected, 'record')}.`
    case 'records':
      return `${counted(finding.rejected.length, 'record')} in ${finding.file.key}.json could not be used and ${finding.rejected.length === 1 ? 'was' : 'were'} set aside (${finding.rejected[0]?.reason ?? ''}).`
    case 'missing':
      return `${listed(finding.keys)} missing from the library's folder. What was in there is not shown; everything else is. If you have a copy, close Carrel and put it back.`
    case 'not-a-file':
      return `In the place of ${shown(finding.where)} there is ${finding.what}. It was not read.`
    case 'journal':
      return finding.torn
        ? `The end of journal/${finding.where} is incomplete, as when Carrel or the computer stops while saving. Every whole change in it was kept.`
        : `The file journal/${finding.where} is damaged in the middle. Every change in it that is whole was kept; those that are not are missing.`
    case 'gap':
      return `${counted(finding.frames, 'saved change')} can no longer be found in the journal. Was a file taken out of the library's folder?`
    case 'unreadable':
      return `The file ${shown(finding.where)} cannot be read (${finding.reason}). Everything else is shown, for reading only, so that nothing in that file is lost.`
    case 'newer':
      return newerSentence(finding.where)
    case 'unknown':
      return `The library's folder holds a file Carrel does not know: ${shown(finding.where)}. It was left alone and not read.`
    case 'copy':
      return `The library's folder holds a second version of some data, ${shown(finding.where)}. It is merged when the library is next opened for writing.`
  }
}

function unusable(rejected: readonly RejectedRecord[], what: string): string {
  return rejected.length === 0
    ? ''
    : `, ${counted(rejected.length, what)} could not (${rejected[0]?.reason ?? ''})`
}

function listed(keys: readonly string[]): string {
  const names = keys.slice(0, 3).map((key) => `${key}.json`)
  if (keys.length === 1) return `The file ${names.join()} is`
  return `The files ${names.join(', ')}${keys.length > 3 ? ` and ${keys.length - 3} more` : ''} are`
}

/** A name from outside, harmless in a sentence. */
function shown(name: string): string {
  return JSON.stringify(name.slice(0, 200)).slice(1, -1)
}
