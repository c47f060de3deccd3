/** A closed library of 60 articles on a real disk, to be damaged. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLibrary, type OpenLibrary } from '../../../../src/core/store/open-library'
import { anAnnotation, anArticle, aTag, countingIds, fixedClock } from '../../../crash/support/records'

export const ARTICLES = 60

export class Patient {
  base = ''
  dir = ''
  /** The name of its one saved file. */
  asset = ''
  private opened: OpenLibrary[] = []

  async open(): Promise<OpenLibrary> {
    const library = await openLibrary({ dir: this.dir, clock: fixedClock(), newId: countingIds(3) })
    this.opened.push(library)
    return library
  }

  async begin(): Promise<void> {
    this.base = await mkdtemp(join(tmpdir(), 'carrel-damage-'))
    this.dir = join(this.base, 'library')
    const library = await this.open()
    const newId = countingIds(1)
    this.asset = await library.assets.put(Buffer.from('a saved page'), 'html')
    for (let i = 0; i < ARTICLES; i++) {
      const id = newId()
      await library.store.commit([
        { op: 'put', collection: 'articles', record: anArticle(id, { abstract: 'x'.repeat(200) }) },
        { op: 'put', collection: 'annotations', record: anAnnotation(newId(), id) }
      ])
    }
    await library.store.commit([{ op: 'put', collection: 'tags', record: aTag(newId(), 'method') }])
    await library.close()
  }

  async end(): Promise<void> {
    for (const library of this.opened.splice(0)) await library.close()
    await rm(this.base, { recursive: true, force: true })
  }

  recovered(): Promise<string[]> {
    return readdir(join(this.dir, 'recovered')).catch(() => [])
  }
}

export async function change(path: string, edit: (text: string) => string): Promise<void> {
  await writeFile(path, edit(await readFile(path, 'utf8')))
}
