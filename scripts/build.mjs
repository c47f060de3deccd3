// npm run build: builds out/ from scratch.
import { ensureBuilt, ensureInstalled, main } from './lib/project.mjs'

await main(async () => {
  await ensureInstalled()
  await ensureBuilt({ force: true })
})
