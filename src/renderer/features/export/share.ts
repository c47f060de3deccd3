/** A list handed on as one page that needs nothing else, or put on paper: the same page, by the exporter. */
import createDOMPurify from 'dompurify'
import { useMemo } from 'react'
import type { RememberedExport } from '#shared/contract/exchange'
import { useApi } from '../../api/context'
import { useSetting } from '../../api/queries'
import { ANNOTATED } from './choice'
import { asked, useExport } from './run'

/** How much of the articles goes with the list. */
export type Share = 'list' | 'notes' | 'texts'

export interface ShareActions {
  share(list: string, how: Share): void
  print(list: string): void
}

function parts(how: Share): RememberedExport['include'] {
  return { why: true, tags: false, notes: how !== 'list', highlights: how !== 'list', text: how === 'texts' }
}

export function useShare(): ShareActions {
  const { call, report } = useApi()
  const exportScope = useExport()
  const [exports] = useSetting('exports')
  return useMemo(() => {
    // In the order of the list, and in the style that was last chosen for it.
    const choice = (list: string, how: Share): RememberedExport => ({
      format: 'html',
      style: (exports.chosen[list] ?? ANNOTATED).style,
      include: parts(how),
      order: 'list'
    })
    return {
      share: (list, how) => exportScope({ kind: 'list', list }, choice(list, how), { progress: true }),
      print: (list) =>
        void call['exchange.export']({
          ...asked({ kind: 'list', list }, choice(list, 'list')),
          progress: true
        }).then(({ text }) => printPage(text), report)
    }
  }, [call, report, exportScope, exports])
}

/** Puts the page's content in the window for as long as it is printed, where the article would be. */
function printPage(html: string): void {
  const paper = document.createElement('div')
  paper.className = 'print-page'
  paper.dataset['pane'] = 'reader'
  const main = new DOMParser().parseFromString(html, 'text/html').querySelector('main')
  paper.append(
    createDOMPurify(window).sanitize(main ?? '', { RETURN_DOM_FRAGMENT: true, ADD_ATTR: ['dir', 'lang'] })
  )
  document.body.append(paper)
  addEventListener('afterprint', () => paper.remove(), { once: true })
  window.print()
}
