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
