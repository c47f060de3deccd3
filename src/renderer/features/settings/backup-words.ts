/** Backups in words. */
import type { BackupFacts, BackupReason } from '#shared/contract/backup'

const WHEN = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })
export function when(iso: string): string {
  return WHEN.format(new Date(iso))
}

const REASONS: Readonly<Record<BackupReason, string>> = {
  hourly: 'made by itself',
  asked: 'made when you asked',
  'before-import': 'from just before many files were added',
  'before-restore': 'from just before a backup was brought back',
  'before-delete': 'from just before the trash was emptied',
  'before-migration': 'from just before the library was converted'
}

export function counted(n: number, what: string): string {
  return `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`
}

/** `12 articles, 30 highlights, 4 notes, made by itself` */
export function about({ counts, reason }: BackupFacts): string {
  const { articles, annotations, notes } = counts
  return `${counted(articles, 'article')}, ${counted(annotations, 'highlight')}, ${counted(notes, 'note')}, ${REASONS[reason]}`
}

/** When the next one is due; it is looked every few minutes, so one that is due comes soon. */
export function nextInWords(next: string | undefined): string {
  if (next === undefined) return 'The next is made when something changes.'
  return Date.parse(next) <= Date.now()
    ? 'The next is due now and is made within minutes.'
    : `The next is due ${when(next)}.`
}

/** `12 KB`, `3.4 MB` */
export function sizeInWords(bytes: number): string {
  const [n, unit] =
    bytes < 1e6 ? [Math.ceil(bytes / 1e3), 'KB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB']
  return `${n.toLocaleString('en', { maximumFractionDigits: 1 })} ${unit}`
}
