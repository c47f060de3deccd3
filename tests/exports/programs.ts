/** Which programs this computer has to open exported files with. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export const has = (program: string, flag = '--version'): boolean =>
  spawnSync(program, [flag], { stdio: 'ignore' }).status === 0

/** Debian's epubcheck is a jar that a bare shell cannot start. */
export function epubcheckCommand(): string[] | undefined {
  if (has('epubcheck')) return ['epubcheck']
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'epubcheck'))
    .find((path) => existsSync(path))
  return found !== undefined && has('java', '-version') ? ['java', '-jar', found] : undefined
}

/** LibreOffice comes in parts; the spreadsheet may not be there. */
export function hasCalc(): boolean {
  return [
    '/usr/lib/libreoffice',
    '/usr/lib64/libreoffice',
    '/opt/libreoffice',
    '/Applications/LibreOffice.app/Contents'
  ].some(
    (place) =>
      existsSync(join(place, 'program/libsclo.so')) || existsSync(join(place, 'Frameworks/libsclo.dylib'))
  )
}
