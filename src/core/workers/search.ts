/** Entry of the search thread: wires the port to the service, nothing else. */
import { parentPort } from 'node:worker_threads'
import { SearchService } from '../search/service'
import { isToSearch } from '../search/protocol'
import { stepBack } from './step-back'

const port = parentPort
if (!port) throw new Error('workers/search is started as a worker thread only.')

stepBack()
const service = new SearchService(
  (message) => port.postMessage(message),
  (work) => {
    setImmediate(work)
  }
)
port.on('message', (message: unknown) => {
  if (isToSearch(message)) service.handle(message)
})
