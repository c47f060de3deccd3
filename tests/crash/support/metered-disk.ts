/** The real disk, which takes so many bytes more and is then full: to the byte, as no real one can be made. */
import { realFileSystem, type FileSystem, type WritableFile } from '../../../src/core/store/file-system'
import { fail } from './sim-disk'

export class MeteredDisk {
  /** Bytes it still takes. */
  left = Infinity
  /** Bytes it took. */
  taken = 0

  readonly fs: FileSystem = {
    ...realFileSystem,
    create: async (path): Promise<WritableFile> => {
      const file = await realFileSystem.create(path)
      return {
        ...file,
        write: async (bytes) => {
          if (this.left <= 0) throw fail('ENOSPC')
          const some = await file.write(bytes.subarray(0, Math.min(bytes.length, this.left)))
          this.left -= some
          this.taken += some
          return some
        },
        sync: () => file.sync(),
        close: () => file.close()
      }
    }
  }
}
