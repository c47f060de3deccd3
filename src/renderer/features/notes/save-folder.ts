/** All notes as .md files in one zip, for other programs, with the pictures they show in `images` beside them. */
import { strToU8, zip } from 'fflate'
import type { CarrelClient } from '#shared/contract/index'
import { plural } from '#shared/domain/phrases'
import { PICTURE_FOLDER, picturesIn } from '#shared/markdown/pictures'
import { showToast } from '../../ui/toasts'

export async function saveNotesFolder(call: CarrelClient): Promise<void> {
  const files = await call['notes.files']({})
  if (files.length === 0) return showToast({ message: 'There is no note to save yet.' })
  const content: Record<string, Uint8Array> = Object.fromEntries(
    files.map((f) => [`Carrel notes/${f.name}`, strToU8(f.text)])
  )
  let missing = 0
  for (const name of new Set(files.flatMap((f) => picturesIn(f.text)))) {
    const answer = await fetch(`asset/${name}`)
    if (answer.ok)
      content[`Carrel notes/${PICTURE_FOLDER}${name}`] = new Uint8Array(await answer.arrayBuffer())
    else missing++
  }
  const bytes = await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    zip(content, (error, data) => (error ? reject(error) : resolve(new Uint8Array(data))))
  })
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'Carrel notes.zip'
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads the blob after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 30_000)
  const lacking = missing === 0 ? '' : ` ${plural(missing, 'picture')} of them could not be found.`
  showToast({
    message: `Saved ${plural(files.length, 'note')} as Markdown files in “Carrel notes.zip”.${lacking}`
  })
}
