import { expect, it } from 'vitest'
import { pageOfConnectedFolder } from '#shared/domain/connected-folder'

it.each(['_files', '-Dateien', '.files', '_fichiers', '_файлы', '.fld', '_ファイル', '_FILES'])(
  'knows the folder of a page by %s',
  (ending) => expect(pageOfConnectedFolder(`A long title - site${ending}`)).toBe('A long title - site')
)
it('compares names as people read them, however the disk spells them', () => {
  expect(pageOfConnectedFolder('Ca\u0301sa_files')).toBe('C\u00e1sa')
})
it.each(['Lamps', 'Lamps-old', 'Lamps drafts', '_files', 'Profiles'])('takes %s for no such folder', (name) =>
  expect(pageOfConnectedFolder(name)).toBeUndefined()
)
